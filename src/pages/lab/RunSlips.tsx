import { shortest, thousands } from '../../charts/format.ts';
import { fieldSymbol } from '../../panels/field-symbol.ts';
import { useController, useSession } from '../../state/react.tsx';
import { RichText, withSymbols } from '../../ui/rich-text.tsx';
import { Notices } from '../../ui/shell/Notices.tsx';
import { Slip } from '../../ui/shell/Slip.tsx';
import { returnText } from './Facts.tsx';

/** Between the transport and the panels: what the link got wrong, and how the run ended, each with one thing to do. */
export function RunSlips() {
  const controller = useController();
  const notices = useSession((session) => session.notices);
  const state = useSession((session) => session.run.state);
  return (
    <div className="slips">
      <Notices notices={notices} onDismiss={(index) => controller.dismissNotice(index)} />
      {state === 'diverged' && <Diverged />}
      {state === 'finished' && <Finished />}
    </div>
  );
}

/** A lesson, not a defect: the sentence says what became non-finite, where, and after which step size. */
function Diverged() {
  const controller = useController();
  const message = useSession((session) => session.run.diverged);
  const key = useSession((session) => session.run.divergence?.stepSizeKey);
  const taken = useSession((session) => session.run.divergence?.stepSize);
  const configured = useSession(({ experiment }) => (key === undefined ? undefined : experiment.config[key]));
  const stepSize = typeof configured === 'number' ? configured : taken;
  const algo = useSession(({ experiment }) => experiment.algo);
  const retry = key !== undefined && stepSize !== undefined && stepSize > 0;
  // A penalty bounds the step by being large, everything else by being small.
  const penalty = key === 'lambda' || key === 'beta';
  const smaller = stepSize === undefined ? 0 : penalty ? stepSize * 4 : stepSize / 4;
  const symbol = key === undefined ? '' : fieldSymbol(algo, key);
  return (
    <Slip
      word="Diverged"
      role="alert"
      action={
        retry && (
          <button
            type="button"
            className="btn primary"
            title={`It becomes ${shortest(smaller)}`}
            onClick={() => {
              controller.change(key, smaller);
              controller.reset();
            }}
          >
            <span>
              Reset with <RichText text={symbol} /> {penalty ? '× 4' : '/ 4'}
            </span>
          </button>
        )
      }
    >
      <RichText text={withSymbols(message?.replace(/^Diverged[.:]\s*/, '') ?? '')} />
    </Slip>
  );
}

/** One seed is an anecdote. */
function Finished() {
  const controller = useController();
  const run = useSession((session) => session.run);
  return (
    <Slip
      word="Finished"
      action={
        <button type="button" className="btn" onClick={() => controller.newSeed()}>
          Another seed
        </button>
      }
    >
      {thousands(run.steps)} steps are done
      {run.return100 !== null && `; the last 100 episodes returned ${returnText(run.return100)} on average`}. “Go on”
      adds as many again; another seed tells whether this was luck.
    </Slip>
  );
}
