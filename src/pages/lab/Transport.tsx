import { useController, useSession } from '../../state/react.tsx';
import type { RunState } from '../../worker/messages.ts';
import { Facts } from './Facts.tsx';
import { Icon } from './icons.tsx';
import { PaceChoice } from './PaceChoice.tsx';
import { toggle } from './transport-keys.ts';

/** Run, step, begin again; and at the right how far the run has come. On a phone the buttons lie under the thumb. */
export function Transport() {
  const controller = useController();
  const state = useSession((session) => session.run.state);
  const seed = useSession((session) => session.experiment.seed);
  const seedHidden = useSession((session) => session.experiment.hide.includes('seed'));
  const { icon, word, hint } = PRIMARY[state];
  const over = state === 'finished' || state === 'diverged';

  return (
    <div className="transport" role="toolbar" aria-label="Transport">
      <button
        type="button"
        className="btn primary play"
        aria-keyshortcuts="Space"
        title={`${hint} (space)`}
        disabled={state === 'diverged'}
        onClick={() => toggle(controller)}
      >
        <Icon name={icon} />
        <span className="t">{word}</span>
      </button>
      <button
        type="button"
        className="btn"
        aria-label="Step one line"
        aria-keyshortcuts="."
        title="Run to the next line, then pause (.)"
        disabled={over}
        onClick={() => controller.step('line')}
      >
        <Icon name="line" />
        <span className="t">Line</span>
      </button>
      <button
        type="button"
        className="btn"
        aria-label="Step one iteration"
        aria-keyshortcuts="Shift+>"
        title="Run to the end of the iteration, then pause (>)"
        disabled={over}
        onClick={() => controller.step('iteration')}
      >
        <Icon name="iteration" />
        <span className="t">Iteration</span>
      </button>
      <button
        type="button"
        className="btn"
        aria-label="Reset with the same seed"
        aria-keyshortcuts="R"
        title="Begin again with the same seed (R)"
        onClick={() => controller.reset()}
      >
        <Icon name="reset" />
        <span className="t">Reset</span>
      </button>
      <PaceChoice />
      {!seedHidden && (
        <span className="run-seed">
          seed <b className="num">{seed}</b>
          <button
            type="button"
            className="btn bare"
            aria-label="New seed"
            title="Begin again with another seed"
            onClick={() => controller.newSeed()}
          >
            new
          </button>
        </span>
      )}
      <Facts />
    </div>
  );
}

const PRIMARY: Readonly<Record<RunState, { icon: 'play' | 'pause'; word: string; hint: string }>> = {
  loading: { icon: 'play', word: 'Play', hint: 'Train' },
  idle: { icon: 'play', word: 'Play', hint: 'Train' },
  running: { icon: 'pause', word: 'Pause', hint: 'Pause' },
  paused: { icon: 'play', word: 'Play', hint: 'Paused: train on' },
  finished: { icon: 'play', word: 'Go on', hint: 'Raise the total steps by as much again, and train on' },
  diverged: { icon: 'play', word: 'Play', hint: 'The run has diverged: reset it' },
};
