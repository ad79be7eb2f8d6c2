import { type RefObject, useId, useState } from 'react';

interface LinkFieldProps {
  readonly label: string;
  readonly text: string;
  readonly field?: RefObject<HTMLInputElement | null>;
}

/** A text to take along, and the button that copies it. */
export function LinkField({ label, text, field }: LinkFieldProps) {
  const id = useId();
  // what was copied, so that "Copied" goes away once the text is another one
  const [copied, setCopied] = useState<{ readonly text: string; readonly done: boolean } | null>(null);
  const state = copied?.text === text ? copied : null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ text, done: true });
    } catch {
      // No clipboard without a secure context or permission: the text is selected, ready to be copied by hand.
      const input = document.getElementById(id);
      if (input instanceof HTMLInputElement) input.select();
      setCopied({ text, done: false });
    }
  };
  return (
    <>
      <p className="share-link">
        <label className="lab-label" htmlFor={id}>
          {label}
        </label>
        <input ref={field} id={id} type="text" readOnly value={text} onFocus={(event) => event.target.select()} />
        <button type="button" className="btn primary" aria-label={`Copy ${label.toLowerCase()}`} onClick={copy}>
          {state?.done ? 'Copied' : 'Copy'}
        </button>
      </p>
      <p className="share-copied" role="status">
        {state?.done && 'It is on the clipboard.'}
        {state && !state.done && 'The browser keeps its clipboard closed here; it is selected, ready to be copied.'}
      </p>
    </>
  );
}
