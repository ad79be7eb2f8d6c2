import { useEffect, useState } from 'react';
import type { Controller } from '../../state/controller.ts';
import type { Session } from '../../state/session.ts';

/** Milliseconds between two announcements while a run goes on. */
const REFRESH = 2000;

/**
 * The run in one sentence, for screen readers, and the same values as `data-*` attributes, for whoever measures. Refreshed
 * at most every two seconds while training; at once when the run starts, stops or becomes another.
 */
export function RunStatus({ controller, title }: { readonly controller: Controller; readonly title: string }) {
  const { experiment, run } = useSettled(controller);
  return (
    <div
      className="sr"
      role="status"
      aria-label="Run status"
      data-algo={experiment.algo}
      data-env={experiment.env}
      data-seed={experiment.seed}
      data-backend={run.backend ?? ''}
      data-state={run.state}
      data-iteration={run.iteration}
      data-steps={run.steps}
      data-return100={run.return100 ?? ''}
      data-steps-per-second={run.stepsPerSecond === null ? '' : Math.round(run.stepsPerSecond)}
      data-fingerprint={run.fingerprint ?? ''}
    >
      {sentence({ experiment, run }, title)}
    </div>
  );
}

type Shown = Pick<Session, 'experiment' | 'run'>;

/** `title` is the algorithm's name in words. */
export function sentence({ experiment, run }: Shown, title: string): string {
  const known = <T,>(value: T | null, say: (value: T) => string) => (value === null ? [] : [say(value)]);
  const count = (value: number) => Math.round(value).toLocaleString('en-US');
  const parts = [
    `${title} on ${experiment.env}, seed ${experiment.seed}`,
    ...known(run.backend, (backend) => `backend ${backend}`),
    run.state,
    `iteration ${count(run.iteration)}`,
    `${count(run.steps)} steps`,
    ...known(run.return100, (mean) => `mean return of the last 100 episodes ${mean.toFixed(2).replace('-', '\u2212')}`),
    ...known(run.stepsPerSecond, (speed) => `${count(speed)} steps per second`),
    ...known(run.fingerprint, (fingerprint) => `fingerprint ${fingerprint}`),
    ...(run.fingerprint?.startsWith('~') ? ['not reproducible'] : []),
  ];
  return `${parts.join(', ')}.`;
}

function useSettled({ session }: Controller): Shown {
  const [shown, setShown] = useState<Shown>(() => session.getState());
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const publish = () => {
      clearTimeout(timer);
      timer = undefined;
      last = performance.now();
      setShown(session.getState());
    };
    publish();
    const unsubscribe = session.subscribe((now, before) => {
      if (now.run === before.run && now.experiment === before.experiment) return;
      const wait = isTurn(now, before) ? 0 : last + REFRESH - performance.now();
      if (wait <= 0) publish();
      else timer ??= setTimeout(publish, wait);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [session]);
  return shown;
}

/** Facts that go on changing after a pause, such as those of the last batch, count as part of it. */
function isTurn(now: Session, before: Session): boolean {
  const { algo, env, seed } = now.experiment;
  return (
    now.run.state !== 'running' ||
    now.run.state !== before.run.state ||
    now.run.backend !== before.run.backend ||
    algo !== before.experiment.algo ||
    env !== before.experiment.env ||
    seed !== before.experiment.seed
  );
}
