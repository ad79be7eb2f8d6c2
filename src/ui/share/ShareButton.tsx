import { useRef } from 'react';
import { ShareDialog } from './ShareDialog.tsx';

/** "Share" and its dialog, which the browser's own `<dialog>` keeps modal and gives the focus back from. */
export function ShareButton({ page }: { readonly page?: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className="btn" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        Share
      </button>
      <ShareDialog dialog={dialog} page={page} />
    </>
  );
}
