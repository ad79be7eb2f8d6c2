import { type RefObject, useId, useRef, useState } from 'react';
import { isReproducible } from '../../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { encode } from '../../presets/url.ts';
import { useSession } from '../../state/react.tsx';
import { hideable } from './hideable.ts';
import './share.css';

/** A link that gives this experiment again: settings, seed, backend, panels, and which controls the receiver sees. */
export function ShareDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const experiment = useSession((session) => session.experiment);
  const backend = useSession((session) => session.run.backend);
  const fingerprint = useSession((session) => session.run.fingerprint);
  const iteration = useSession((session) => session.run.iteration);
  const [hide, setHide] = useState<readonly string[]>(experiment.hide);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const heading = useId();
  const linkField = useId();

  const hash = encode({ ...experiment, hide }, { share: true, resolvedBackend: backend });
  const link = new URL(hash, location.href.split('#')[0]).href;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      // No clipboard without a secure context or permission: the link is selected, ready to be copied by hand.
      field.current?.select();
      setCopied('no');
    }
  };
  const setHidden = (keys: readonly string[], hidden: boolean) => {
    setCopied(null);
    setHide((now) => [...now.filter((key) => !keys.includes(key)), ...(hidden ? keys : [])]);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop closes; Escape does so natively
    <dialog
      ref={dialog}
      className="share"
      aria-labelledby={heading}
      onToggle={(event) => {
        if (event.newState !== 'open') return;
        setHide(experiment.hide);
        setCopied(null);
        field.current?.select();
      }}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <form method="dialog">
        <h2 id={heading}>Share this experiment</h2>
        <p className="share-link">
          <label className="lab-label" htmlFor={linkField}>
            Link
          </label>
          <input
            ref={field}
            id={linkField}
            type="text"
            readOnly
            value={link}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="btn primary" onClick={copy}>
            {copied === 'yes' ? 'Copied' : 'Copy'}
          </button>
        </p>
        <p className="share-copied" role="status">
          {copied === 'yes' && 'The link is on the clipboard.'}
          {copied === 'no' && 'The browser keeps its clipboard closed here; the link is selected, ready to be copied.'}
        </p>
        {isReproducible(findAlgorithm(experiment.algo).spec, experiment.config) ? (
          <Fingerprint fingerprint={fingerprint} iteration={iteration} />
        ) : (
          <NeverTheSame fingerprint={fingerprint} />
        )}
        <fieldset>
          <legend>A smaller instrument: controls to leave out for whoever opens it</legend>
          <div className="share-hide">
            {hideable(experiment).map(({ name, keys }) => (
              <label key={name}>
                <input
                  type="checkbox"
                  checked={keys.every((key) => hide.includes(key))}
                  onChange={(event) => setHidden(keys, event.target.checked)}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="share-foot">
          <button type="submit" className="btn">
            Close
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Fingerprint({ fingerprint, iteration }: { readonly fingerprint: string | null; readonly iteration: number }) {
  if (fingerprint === null)
    return (
      <p className="share-print">
        The same link gives the same curve. Once the run has begun, its fingerprint stands here to compare.
      </p>
    );
  if (fingerprint.endsWith('*'))
    return (
      <p className="share-print">
        This run was edited midway (<code>{fingerprint}</code>): the link reproduces its settings, not its history.
      </p>
    );
  return (
    <p className="share-print">
      Fingerprint at iteration {iteration}: <code>{fingerprint}</code>. Whoever opens the link and sees the same at the
      same iteration has seen the same run.
    </p>
  );
}

/** The tilde of such a fingerprint, in words. */
function NeverTheSame({ fingerprint }: { readonly fingerprint: string | null }) {
  return (
    <p className="share-print">
      {fingerprint !== null && (
        <>
          This run: <code>{fingerprint}</code>.{' '}
        </>
      )}
      The link gives this experiment, but not this curve again: real workers run asynchronously, and which gradient
      comes in first no seed decides. Simulated ones give the same curve every time.
    </p>
  );
}
