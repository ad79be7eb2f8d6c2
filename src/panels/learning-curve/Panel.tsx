import { useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { environmentFor } from '../../engine/envs/index.ts';
import type { LoggedEpisode, MetricLog } from '../../state/metric-log.ts';
import { useController, useSession } from '../../state/react.tsx';
import { withSymbols } from '../../ui/rich-text.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { drawLearningCurve } from './draw.ts';
import { CLOCK_NAMES, CLOCKS, learningCurve } from './spec.ts';
import { judgeLearning, returnDecimals } from './verdict.ts';

export default function LearningCurvePanel() {
  const controller = useController();
  const experiment = useSession((session) => session.experiment);
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const diverged = useSession((session) => session.run.diverged);
  const running = useSession((session) => session.run.state === 'running');
  const reading = useRef<{ episode: LoggedEpisode | null }>({ episode: null });
  const { log } = controller;
  const environment = environmentFor(experiment.env, experiment.config);
  const clock = learningCurve.state.parse(experiment.panelState[learningCurve.id] ?? {}).x;
  const stopped = diverged === null ? null : withSymbols(diverged);
  const judge = () => judgeLearning(environment, log.iterations, log.episodes.length, stopped);

  return (
    <PanelFrame spec={learningCurve} table={() => tableOf(log)}>
      <Figure
        canvas
        of={({ iterations }) => iterations.at(-1)}
        label="Return of every episode, with the running mean and evaluations of the greedy policy"
        draw={(frame) =>
          drawLearningCurve(frame, {
            log,
            environment,
            algo: experiment.algo,
            clock,
            totalSteps: Number(experiment.config.totalSteps ?? Number.POSITIVE_INFINITY),
            lookingBackAt,
            running,
            reading: reading.current,
          })
        }
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in a line of text */}
      <div className="clocks" role="group" aria-label="The horizontal axis counts">
        {CLOCKS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === clock}
            onClick={() => controller.setPanelState(learningCurve.id, 'x', name)}
          >
            {CLOCK_NAMES[name]}
          </button>
        ))}
      </div>
      <Verdict judge={judge} />
      <Spoken
        compose={() => {
          const last = log.iterations.at(-1);
          const evaluation = log.iterations.findLast((record) => record.evaluation)?.evaluation;
          const seen = last ? `${thousands(last.steps)} environment steps. ` : '';
          const greedy = evaluation
            ? ` The greedy policy reached ${fixed(evaluation.mean, returnDecimals(environment))}.`
            : '';
          return `${seen}${plainText(judge().text)}${greedy}`;
        }}
      />
    </PanelFrame>
  );
}

function tableOf({ episodes, iterations }: MetricLog): Table {
  return {
    columns: ['kind', 'steps', 'updates', 'seconds', 'iteration', 'return', 'length', 'mean25'],
    rows: [
      ...episodes.map((e) => ['episode', e.endStep, e.updates, e.seconds, e.iteration, e.return, e.length, e.mean25]),
      ...iterations.flatMap((r) =>
        r.evaluation ? [['evaluation', r.steps, r.updates, r.seconds, r.iteration, r.evaluation.mean, null, null]] : [],
      ),
    ],
  };
}
