import { plainText } from '../../charts/rich-text.ts';
import { MOST_PINNED, type PinnedRun, type RunIdentity } from '../../state/pinned-runs.ts';
import { useController, usePinned } from '../../state/react.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { fullName, inFamilies } from './company.ts';
import { markStyle, marksAt } from './marks.ts';

/** The pinned runs by name, each with its removal. Those of other environments wait, for their returns have another axis. */
export function PinnedRuns({ live }: { readonly live: RunIdentity }) {
  const controller = useController();
  const pinned = usePinned();
  if (pinned.length === 0) return null;
  const everyone = [live, ...pinned];
  return (
    <ul className="pinned-runs" aria-label="Pinned runs">
      {inFamilies(pinned).map(({ run, isFirst }) => {
        const name = fullName(run, everyone);
        return (
          <li key={run.id} className={`${isFirst ? 'first' : ''} ${run.env === live.env ? '' : 'elsewhere'}`}>
            {isFirst && <Mark run={run} />}
            <span>
              <RichText text={isFirst ? name : `seed ${run.seed}`} />
              {isFirst && run.env !== live.env && ` on ${run.env}`}
            </span>
            <button
              type="button"
              aria-label={`Remove the pinned run ${plainText(name)}`}
              onClick={() => controller.unpin(run.id)}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Keeps the run in hand: change one thing, and run again. */
export function PinButton({ begun }: { readonly begun: boolean }) {
  const controller = useController();
  const count = usePinned().length;
  if (!begun) return null;
  if (count >= MOST_PINNED) return <span className="pin">{count} runs are pinned: remove one to pin another</span>;
  return (
    <button
      type="button"
      className="pin"
      title="Keeps this curve: change one thing, and run again"
      onClick={() => controller.pin()}
    >
      Pin this run
    </button>
  );
}

function Mark({ run }: { readonly run: PinnedRun }) {
  const style = Object.fromEntries(
    markStyle(run.mark, run.algo)
      .split(';')
      .map((rule) => rule.split(':') as [string, string])
      .map(([name, value]) => [name === 'stroke-width' ? 'strokeWidth' : name, value]),
  );
  return (
    <svg viewBox="-6 -6 12 12" aria-hidden="true">
      <path d={marksAt(run.mark, 9, [[0, 0]])} style={style} />
    </svg>
  );
}
