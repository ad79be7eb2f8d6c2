import { type RefObject, useRef, useState } from 'react';
import { isReproducible } from '../../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { defaultPanels } from '../../presets/defaults.ts';
import { sayNumber } from '../../presets/say.ts';
import { encode } from '../../presets/url.ts';
import { useSession } from '../../state/react.tsx';
import { awaitsEdits } from '../../state/run-facts.ts';
import { contentsOf } from './contents.ts';
import { hideable } from './hideable.ts';
import { LinkField } from './LinkField.tsx';
import { ShareSheet } from './ShareSheet.tsx';

interface ShareDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  /** The page that the link opens: the Lab, or a panel's own, which needs no list of panels. */
  readonly page?: string;
}

/** A link that gives this experiment again: settings, seed, backend, panels, and which controls the receiver sees. */
export function ShareDialog({ dialog, page }: ShareDialogProps) {
  const experiment = useSession((session) => session.experiment);
  const backend = useSession((session) => session.run.backend);
  const fingerprint = useSession((session) => session.run.fingerprint);
  const iteration = useSession((session) => session.run.iteration);
  const edits = useSession(({ experiment, run }) => awaitsEdits(experiment, run.config));
  const [hide, setHide] = useState<readonly string[]>(experiment.hide);
  const [isOpen, setIsOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const panels = page ? defaultPanels(experiment.algo) : experiment.panels;
  const shared = { ...experiment, panels, hide };
  const hash = encode(shared, { page, share: true, resolvedBackend: backend });
  const link = new URL(hash, location.href.split('#')[0]).href;
  const setHidden = (keys: readonly string[], hidden: boolean) =>
    setHide((now) => [...now.filter((key) => !keys.includes(key)), ...(hidden ? keys : [])]);

  return (
    <ShareSheet
      dialog={dialog}
      title="Share this experiment"
      // drawn only while it is seen: a code for every change of a slider would be for nobody
      code={isOpen ? link : null}
      onToggle={(event) => {
        setIsOpen(event.newState === 'open');
        if (event.newState !== 'open') return;
        setHide(experiment.hide);
        field.current?.select();
      }}
      below={
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
      }
    >
      <LinkField label="Link" text={link} field={field} />
      <ul className="share-contents">
        {contentsOf(shared, backend, page?.split('/')[1]).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {isReproducible(findAlgorithm(experiment.algo).spec, experiment.config) ? (
        <Fingerprint fingerprint={fingerprint} iteration={iteration} awaitsEdits={edits} />
      ) : (
        <NeverTheSame fingerprint={fingerprint} />
      )}
    </ShareSheet>
  );
}

interface FingerprintProps {
  readonly fingerprint: string | null;
  readonly iteration: number;
  /** Settings have changed since that iteration. */
  readonly awaitsEdits: boolean;
}

function Fingerprint({ fingerprint, iteration, awaitsEdits }: FingerprintProps) {
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
  if (awaitsEdits)
    return (
      <p className="share-print">
        Settings have changed since iteration {sayNumber(iteration)} (<code>{fingerprint}</code>): the link begins a run
        with them, not the one seen here.
      </p>
    );
  return (
    <p className="share-print">
      Fingerprint at iteration {sayNumber(iteration)}: <code>{fingerprint}</code>. Whoever opens the link and sees the
      same at the same iteration has seen the same run.
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
