import { type CSSProperties, useCallback, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude, fixed, thousands } from '../../charts/format.ts';
import type { Pair } from '../../exact/two-state.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot, type PlotRef } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { type Reading, Readings } from '../Readings.tsx';
import { lengthOf, type Problem, type ProblemId, problemOf } from './problems.ts';
import { type FieldState, type Race, type Racer, raceOf, startOf } from './quantities.ts';
import { LAST_STEP, vectorField } from './spec.ts';
import { useRace } from './use-race.ts';
import './vector-field.css';
import { judge, sayObjective, sayStepSize } from './verdict.ts';
import { drawCourse } from './view/draw-course.ts';
import { drawField } from './view/draw-field.ts';
import type { View } from './view/view.ts';

export default function VectorFieldPanel({ state, set }: ExactPanelProps<typeof vectorField>) {
  const [first, second] = startOf(state);
  const problem = useMemo(() => problemOf(state.problem, state.unit), [state.problem, state.unit]);
  const race = useMemo(
    () => raceOf(problem, [first, second], state.stepSize),
    [problem, first, second, state.stepSize],
  );
  const { racing, begin, stop } = useRace((steps) => set({ steps }));
  const change = useCallback(
    (patch: Partial<FieldState>) => {
      stop();
      set(patch);
    },
    [stop, set],
  );

  const fields = [useRef<PlotRef>(null), useRef<PlotRef>(null)] as const;
  const touch = useRef<View['touch']>({ at: null });
  const view: View = {
    problem,
    race,
    steps: racing ?? state.steps,
    touch: touch.current,
    redraw: () => {
      for (const field of fields) field.current?.redraw();
    },
    set: change,
    raceFrom: (start) => {
      set({ ...start, steps: LAST_STEP });
      begin();
    },
  };
  return (
    <ExactPanel
      spec={vectorField}
      state={state}
      set={change}
      verdict={judge(problem, race)}
      table={() => tableOf(race)}
      spoken={summarise(problem, race)}
      controls={
        <>
          <StateControl spec={vectorField} name="problem" state={state} set={change} />
          <StateControl spec={vectorField} name="stepSize" state={state} set={change} />
          {state.problem !== 'lqr' && <StateControl spec={vectorField} name="unit" state={state} set={change} />}
          <button type="button" className="btn" onClick={begin}>
            Race
          </button>
        </>
      }
      formula={formulaOf(problem, race)}
    >
      <div className="plots" style={{ '--columns': '1.12fr 1.12fr 1fr' } as CSSProperties}>
        <Plot
          ref={fields[0]}
          label="The plain gradient as arrows over contours of J, and its way from the start. A click begins a race there."
          height={440}
          phoneHeight={330}
          draw={(frame) => drawField(frame, 'vanilla', view)}
        />
        <Plot
          ref={fields[1]}
          label="The natural gradient as arrows over contours of J, and its way from the start. A click begins a race there."
          height={440}
          phoneHeight={330}
          draw={(frame) => drawField(frame, 'natural', view)}
        />
        <div>
          <Plot
            label="J against the number of steps, for both gradients"
            height={250}
            phoneHeight={230}
            draw={(frame) => drawCourse(frame, view)}
          />
          <Readings rows={readingsOf(problem, race)} />
          <p className="note">
            <RichText text={ABOUT[problem.id]} />
          </p>
        </div>
      </div>
    </ExactPanel>
  );
}

function formulaOf(problem: Problem, { start, stepSize }: Race): readonly FormulaTerm[] {
  const inUnits = ([first, second]: Pair): string =>
    `${sayStepSize(stepSize)} · (${fixed(first / problem.scales[0], 3)}, ${fixed(second / problem.scales[1], 3)})`;
  const [f1, f2] = problem.fisher(start);
  return [
    { symbols: '*α* ∇*J*(*θ*)', value: inUnits(problem.vanilla(start)), colour: 'euclid' },
    { symbols: 'against', value: 'at the start' },
    { symbols: '*α* *F*(*θ*)^{−1} ∇*J*(*θ*)', value: inUnits(problem.natural(start)), colour: 'kl' },
    { symbols: 'where' },
    {
      symbols: '*F* = E_{s, a} [∇ log *π* ∇ log *π*^{⊤}]',
      value: `diag(${fixed(f1, 3)}, ${fixed(f2, 3)})`,
      colour: 'kl',
    },
  ];
}

const TWO_STATES =
  'Two states: staying pays 1 in *i*, 2 in *j*, going to the other pays nothing; the axes are the logits of staying.';
const ABOUT: Readonly<Record<ProblemId, string>> = {
  average: `${TWO_STATES} *J* is the average reward. A click races from there.`,
  discounted: `${TWO_STATES} *J* is discounted, mostly from *i*. A click races from there.`,
  lqr: '*x*′ = 0.7 *x* + *u* + noise, *u* = −*k x* + *σε*; a step costs *x*^{2} + 0.1 *u*^{2}, discounted by 0.9. A click races from there.',
};

const pair = ([first, second]: Pair) => `${fixed(first)}, ${fixed(second)}`;

function readingsOf(problem: Problem, { start, objective, condition }: Race): readonly Reading[] {
  return [
    { label: `start ${problem.nameX}, ${problem.nameY}`, value: pair(start), colour: 'old' },
    { label: '*J* there, and the best there is', value: `${sayObjective(objective)}, ${sayObjective(problem.best)}` },
    { label: '‖∇*J*‖', value: byMagnitude(lengthOf(problem, problem.vanilla(start))), colour: 'euclid' },
    { label: '‖*F*^{−1}∇*J*‖', value: byMagnitude(lengthOf(problem, problem.natural(start))), colour: 'kl' },
    { label: 'condition number of *F*', value: byMagnitude(Number(condition.toPrecision(3))), colour: 'kl' },
  ];
}

function summarise(problem: Problem, { start, objective, stepSize, vanilla, natural, condition }: Race): string {
  const tell = ({ arrival, divergedAt }: Racer) =>
    divergedAt !== null
      ? `diverges at step ${thousands(divergedAt)}`
      : arrival !== null
        ? `gains 90 % after ${thousands(arrival)} steps`
        : `has not gained 90 % after ${thousands(LAST_STEP)} steps`;
  return [
    `From ${pair(start)}, where J is ${sayObjective(objective)} of at most ${sayObjective(problem.best)} and the condition number of F ${byMagnitude(condition)},`,
    `with step size ${sayStepSize(stepSize)}: the plain gradient ${tell(vanilla)}, the natural gradient ${tell(natural)}.`,
  ].join(' ');
}

/** Both courses, step by step. */
function tableOf({ vanilla, natural }: Race): Table {
  const row = ({ places, objectives }: Racer, step: number) =>
    places[step] ? [...places[step], objectives[step]!] : [null, null, null];
  const steps = Math.max(vanilla.places.length, natural.places.length);
  return {
    columns: ['step', 'plain_1', 'plain_2', 'plain_J', 'natural_1', 'natural_2', 'natural_J'],
    rows: Array.from({ length: steps }, (_, step) => [step, ...row(vanilla, step), ...row(natural, step)]),
  };
}
