import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Table } from '../../charts/export.ts';
import { plainText } from '../../charts/rich-text.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { type Curves, curvesOf, type Measured } from './curves.ts';
import './rl-vs-sl.css';
import { plannedStep, runsOf } from './runs.ts';
import { rlVsSl, UPDATES } from './spec.ts';
import { TASKS } from './tasks.ts';
import { pairedTraining } from './training.ts';
import { judge } from './verdict.ts';
import { draw, type Touch } from './view/draw.ts';

export default function RlVsSlPanel({ state, start, set }: ExactPanelProps<typeof rlVsSl>) {
  const training = pairedTraining();
  const shown = useStore(training.state);
  const curves = useMemo(() => curvesOf(shown), [shown]);
  const touch = useRef<Touch>({ update: null });
  // the runs ask for their next step size whenever they need one
  const newest = useRef(state);
  useEffect(() => {
    newest.current = state;
  });
  // nobody looks at them any more
  useEffect(() => () => training.stop(), [training]);
  // another seed or environment is another pair of runs, also where a link brings it
  const isOther = shown.specs.some(({ env, seed }) => env !== state.env || seed !== state.seed);
  useEffect(() => {
    if (isOther) training.clear();
  }, [training, isOther]);

  const begin = () =>
    training.begin({
      specs: runsOf(state),
      iterations: UPDATES,
      configAt: (update) => ({ stepSize: plannedStep(newest.current, update) }),
    });
  const { status, iteration } = shown;
  const isUnderWay = status === 'running' || status === 'paused';
  const act = { idle: begin, running: training.pause, paused: training.resume, finished: begin, failed: begin }[status];
  const verdict = judge(curves, state);
  return (
    <ExactPanel
      spec={rlVsSl}
      state={state}
      start={start}
      set={set}
      verdict={verdict}
      table={() => tableOf(curves)}
      spoken={plainText(verdict.text)}
      controls={
        <>
          <StateControl
            spec={rlVsSl}
            name="env"
            state={state}
            set={({ env }) => env && set({ env, seed: TASKS[env].seed })}
          />
          <StateControl spec={rlVsSl} name="seed" state={state} set={set} />
          <button type="button" className={`btn ${status === 'idle' ? 'primary' : ''}`} onClick={act}>
            {{ idle: 'Run', running: 'Pause', paused: 'Go on', finished: 'Run again', failed: 'Run again' }[status]}
          </button>
          {isUnderWay && (
            <button type="button" className="btn" onClick={begin}>
              From the beginning
            </button>
          )}
          <span className="progress" role="status">
            {status === 'failed' ? `Stopped: ${shown.message}` : isUnderWay ? `update ${iteration} of ${UPDATES}` : ''}
          </span>
        </>
      }
    >
      <Plot
        label="Return and entropy of two policies against updates, one trained on an expert’s data and one on its own, and the step size that both take"
        height={500}
        phoneHeight={520}
        draw={(frame) =>
          draw(frame, {
            curves,
            state,
            set,
            touch: touch.current,
            empty:
              curves.steps.length > 0 ? '' : status === 'running' ? 'loading …' : 'Press Run: both returns land here.',
          })
        }
      />
    </ExactPanel>
  );
}

/** An update a row: its step size, and what either policy was worth after it. */
function tableOf({ supervised, policyGradient, steps }: Curves): Table {
  const at = (points: readonly Measured[], update: number) =>
    points.find(([updates]) => updates === update)?.[1] ?? null;
  return {
    columns: ['updates', 'step_size', 'sl_return', 'sl_entropy', 'pg_return', 'pg_entropy'],
    rows: Array.from({ length: UPDATES + 1 }, (_, update) => [
      update,
      steps[update - 1] ?? null,
      at(supervised.returns, update),
      at(supervised.entropies, update),
      at(policyGradient.returns, update),
      at(policyGradient.entropies, update),
    ]),
  };
}
