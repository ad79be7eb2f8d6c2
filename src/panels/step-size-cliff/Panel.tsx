import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Table } from '../../charts/export.ts';
import { sweepKey } from '../../state/sweep.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { CONTENDERS } from './contenders.ts';
import { type Cliff, cliffsOf, progressOf } from './findings.ts';
import { labLinks } from './lab-links.ts';
import { runsOf, STEP_SIZES } from './runs.ts';
import { stepSizeCliff } from './spec.ts';
import './step-size-cliff.css';
import { stepSizeSweep } from './training.ts';
import { judge } from './verdict.ts';
import { draw, spoken, type Touch } from './view/draw.ts';
import { sayStep } from './words.ts';

export default function StepSizeCliffPanel({ state, start, set }: ExactPanelProps<typeof stepSizeCliff>) {
  const sweep = stepSizeSweep();
  const { results, status, message } = useStore(sweep.state);
  const cliffs = useMemo(() => cliffsOf(results, state, sweepKey), [results, state]);
  const { done, asked } = progressOf(cliffs, state);
  const touch = useRef<Touch>({ stepSize: null });
  // nobody looks at them any more
  useEffect(() => () => sweep.stop(), [sweep]);
  // other runs are asked for: those in hand may not be among them
  const { stepSize, ...asks } = state;
  const runs = JSON.stringify(asks);
  const begunWith = useRef(runs);
  useEffect(() => {
    if (begunWith.current !== runs) sweep.stop();
    begunWith.current = runs;
  }, [sweep, runs]);

  const isRunning = status === 'running';
  const control = (name: keyof typeof state) => (
    <StateControl key={name} spec={stepSizeCliff} name={name} state={state} set={set} />
  );
  return (
    <ExactPanel
      spec={stepSizeCliff}
      state={state}
      start={start}
      set={set}
      verdict={judge(cliffs, state)}
      table={() => tableOf(cliffs)}
      spoken={STEP_SIZES.map((step) => `${spoken(cliffs, step)}.`).join(' ')}
      controls={
        <>
          {control('env')}
          {control('steps')}
          {control('seeds')}
          <button
            type="button"
            className={done === 0 ? 'btn primary' : 'btn'}
            disabled={!isRunning && done === asked}
            onClick={() => (isRunning ? sweep.stop() : sweep.run(runsOf(state)))}
          >
            {isRunning ? 'Stop' : done === 0 ? 'Train' : done < asked ? 'Go on' : 'All trained'}
          </button>
          <span className="progress" role="status">
            {status === 'failed' ? `Stopped: ${message}` : done > 0 || isRunning ? `${done} of ${asked} runs` : ''}
          </span>
        </>
      }
    >
      <fieldset className="contenders" aria-label="Algorithms">
        {CONTENDERS.map(({ field }) => control(field))}
      </fieldset>
      <Plot
        label="Return after training against step size, on a logarithmic axis, for each chosen algorithm and seed"
        height={420}
        phoneHeight={400}
        draw={(frame) =>
          draw(frame, {
            cliffs,
            state,
            set,
            touch: touch.current,
            empty: done > 0 ? '' : isRunning ? 'training …' : 'Press Train: each run lands here as it ends.',
          })
        }
      />
      <p className="to-lab">
        <span className="mute">Open a run with {sayStep(stepSize)} in the Lab:</span>
        {labLinks(state).map(({ name, href }) => (
          <a key={name} href={href}>
            {name}
          </a>
        ))}
      </p>
    </ExactPanel>
  );
}

/** A run a row. */
function tableOf(cliffs: readonly Cliff[]): Table {
  return {
    columns: ['algorithm', 'step_size', 'seed', 'return', 'diverged', 'median'],
    rows: cliffs.flatMap(({ contender, points }) =>
      points.flatMap(({ stepSize, runs, median }) =>
        runs.length > 0
          ? runs.map(({ seed, value, diverged }) => [contender.algo, stepSize, seed, value, diverged ? 1 : 0, median])
          : [[contender.algo, stepSize, null, null, null, null]],
      ),
    ),
  };
}
