import type { ReactNode } from 'react';

/**
 * A notice, as a printer's correction: one bold word, what was done instead, at most one action, and a way to put it aside.
 * An `alert` is announced at once; a `status` when the reader pauses.
 */
export function Slip({
  word,
  role = 'status',
  action,
  onDismiss,
  children,
}: {
  readonly word: string;
  readonly role?: 'status' | 'alert';
  readonly action?: ReactNode;
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="slip" role={role}>
      <p>
        <b>{word}.</b> {children}
      </p>
      {action}
      {onDismiss && (
        <button type="button" className="btn bare dismiss" aria-label={`Dismiss “${word}”`} onClick={onDismiss}>
          <svg viewBox="0 0 14 14" aria-hidden="true">
            <path d="M3.4 2.3L7 5.9l3.6-3.6 1.1 1.1L8.1 7l3.6 3.6-1.1 1.1L7 8.1l-3.6 3.6-1.1-1.1L5.9 7 2.3 3.4z" />
          </svg>
        </button>
      )}
    </div>
  );
}
