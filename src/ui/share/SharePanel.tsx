import { useRef, useState } from 'react';
import { LinkField } from './LinkField.tsx';
import { ShareSheet } from './ShareSheet.tsx';

/** "Share" for a figure without a run: its link, the link as a code for the room, and the lines that put it into a page. */
export function SharePanel({ title }: { readonly title: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // the address as it stands when somebody asks for it
  const [link, setLink] = useState<string | null>(null);
  const open = () => {
    setLink(
      location.href.replace(/([?&])(present|embed)\b(&|$)/g, (_, before, __, after) => (after === '&' ? before : '')),
    );
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" className="btn" aria-haspopup="dialog" onClick={open}>
        Share
      </button>
      <ShareSheet dialog={dialog} title="Share this figure" code={link}>
        {link !== null && (
          <>
            <LinkField label="Link" text={link} />
            <LinkField label="For a page of your own" text={iframe(link, title)} />
            <p className="share-print">The link opens the figure exactly as it stands now.</p>
          </>
        )}
      </ShareSheet>
    </>
  );
}

function iframe(link: string, title: string): string {
  const source = `${link}${link.split('#')[1]?.includes('?') ? '&' : '?'}embed`;
  return `<iframe src="${source.replaceAll('&', '&amp;')}" title="${title}" width="1180" height="760"></iframe>`;
}
