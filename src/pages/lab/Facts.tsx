import { thousands, UNKNOWN } from '../../charts/format.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { useSession } from '../../state/react.tsx';

/** At the right of the transport: how far the run has come. */
export function Facts() {
  const run = useSession((session) => session.run);
  const algo = useSession((session) => session.experiment.algo);
  const env = useSession((session) => session.experiment.env);
  return (
    <span className="run-facts num">
      <span className="what">
        <b>{findAlgorithm(algo).spec.title}</b> on <b>{env}</b>
      </span>
      {run.state === 'paused' && <span>paused</span>}
      <span>
        iteration <b>{thousands(run.iteration)}</b>
      </span>
      <span>
        <b>{thousands(run.steps)}</b> steps
      </span>
      <span>
        return <b>{run.return100 === null ? UNKNOWN : returnText(run.return100)}</b>{' '}
        <span className="opt">(last 100)</span>
      </span>
      <span className="opt">
        run <b className="fingerprint">{run.fingerprint ?? UNKNOWN}</b>
        {run.fingerprint?.startsWith('~') && ' (not reproducible)'}
      </span>
    </span>
  );
}

/** Returns of CartPole run to 500, of the bandit to 1: whole numbers for the one would hide the other. */
export function returnText(value: number): string {
  return thousands(value, Math.abs(value) < 10 ? 2 : 0);
}

/** On a phone, instead of the facts: what runs and how far it is, in two lines on top. */
export function PhoneFacts({ title }: { readonly title: string }) {
  const run = useSession((session) => session.run);
  const { env, seed } = useSession((session) => session.experiment);
  return (
    <p className="phone-facts num">
      <b>{title}</b> on <b>{env}</b>, seed {seed}
      <br />
      <span className="mute">
        iteration <b>{thousands(run.iteration)}</b> · return{' '}
        <b>{run.return100 === null ? UNKNOWN : returnText(run.return100)}</b> (last 100) · run{' '}
        {run.fingerprint ?? UNKNOWN}
      </span>
    </p>
  );
}
