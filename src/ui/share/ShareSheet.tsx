import { type ReactNode, type RefObject, type ToggleEventHandler, useId } from 'react';
import { QrCode } from './QrCode.tsx';
import './share.css';

interface ShareSheetProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  /** The link to be scanned; null where there is none yet. */
  readonly code: string | null;
  readonly onToggle?: ToggleEventHandler<HTMLDialogElement>;
  readonly children: ReactNode;
  /** What stands below link and code, over the whole width. */
  readonly below?: ReactNode;
}

/** The sheet that sharing happens on: the link and what it opens, beside it as a code for the room, and the way back. */
export function ShareSheet({ dialog, title, code, onToggle, children, below }: ShareSheetProps) {
  const heading = useId();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop closes; Escape does so natively
    <dialog
      ref={dialog}
      className="share"
      aria-labelledby={heading}
      onToggle={onToggle}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <form method="dialog">
        <h2 id={heading}>{title}</h2>
        <div className="share-body">
          <div>{children}</div>
          {code !== null && <QrCode text={code} label="The link as a QR code" />}
        </div>
        {below}
        <div className="share-foot">
          <button type="submit" className="btn">
            Close
          </button>
        </div>
      </form>
    </dialog>
  );
}
