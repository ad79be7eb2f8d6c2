import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed } from '../../charts/format.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { drawError, type Touch } from './draw-error.ts';
import { drawMatrices } from './draw-matrices.ts';
import { drawScores } from './draw-scores.ts';
import { COUNTS, coursesOf, estimateOf, type Quantities } from './quantities.ts';
import { fisher } from './spec.ts';
import { useArriving } from './use-arriving.ts';
import { judgementOf, sayPercent } from './verdict.ts';

export default function FisherPanel({ state, set }: ExactPanelProps<typeof fisher>) {
  const { policy, theta1, theta2, sigma, seed } = state;
  const courses = useMemo(
    () => coursesOf({ policy, theta1, theta2, sigma, seed }),
    [policy, theta1, theta2, sigma, seed],
  );
  const quantities: Quantities = { ...estimateOf(state), ...courses };
  const touch = useRef<Touch>({ samples: null });
  const arriving = useArriving((samples) => set({ samples }));
  return (
    <ExactPanel
      spec={fisher}
      state={state}
      set={set}
      verdict={judgementOf(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={
        <>
          <StateControl spec={fisher} name="policy" state={state} set={set} />
          <button type="button" className="btn" onClick={arriving.toggle}>
            {arriving.running ? 'Stop' : 'Draw samples'}
          </button>
          <button type="button" className="btn" onClick={() => set({ seed: (seed % 999) + 1 })}>
            Other samples
          </button>
        </>
      }
      formula={formulaOf(quantities)}
    >
      <div className="plots" style={{ '--columns': '1.35fr 0.72fr 1.2fr' } as CSSProperties}>
        <Plot
          label="Scores of the sampled actions, the ellipse of the average of their outer products, and the ellipse of the Fisher matrix"
          height={470}
          phoneHeight={400}
          canvas
          draw={(frame) => drawScores(frame, quantities, set)}
        />
        <Plot
          label="The average of outer products, the Fisher matrix and the Hessian of KL, as tables of two by two numbers"
          height={470}
          phoneHeight={170}
          draw={(frame) => drawMatrices(frame, quantities)}
        />
        <Plot
          label="Relative error of the sampled Fisher matrix against the number of samples"
          height={470}
          phoneHeight={340}
          draw={(frame) => drawError(frame, quantities, touch.current, set)}
        />
      </div>
    </ExactPanel>
  );
}

function formulaOf({ error }: Quantities): readonly FormulaTerm[] {
  return [
    { symbols: '*F̂*', colour: 'kl' },
    { symbols: '=' },
    { over: '1', under: '*N*' },
    { symbols: 'Σ_{i} ∇ log *π*(*a*_{i}) ∇ log *π*(*a*_{i})^{⊤}' },
    { symbols: '→', value: `${sayPercent(error)} off` },
    { symbols: '*F*', colour: 'kl' },
    { symbols: '=' },
    { symbols: 'E[∇ log *π* ∇ log *π*^{⊤}]', colour: 'kl' },
    { symbols: '=' },
    { symbols: '∇_{d}^{2} KL(*π*_{θ} ‖ *π*_{θ+d})', value: 'at *d* = 0', colour: 'kl' },
  ];
}

function summarise({ state, policy, estimate, error }: Quantities): string {
  const say = (matrix: readonly number[]) => matrix.map((value) => fixed(value, 3)).join(', ');
  return [
    `After ${state.samples} samples the average of outer products is ${say(estimate)} (first, both, second parameter);`,
    `the Fisher matrix is ${say(policy.fisher)}, the Hessian of KL ${say(policy.hessian)}. The relative error is ${sayPercent(error)}.`,
  ].join(' ');
}

/** The matrices now, then the course of the error. */
function tableOf({ state, policy, estimate, error, errorOfOne, course, otherCourses }: Quantities): Table {
  const others = otherCourses.map((_, i) => `relative_error_${i + 2}`);
  const blank = otherCourses.map(() => null);
  return {
    columns: ['what', 'samples', 'f11', 'f12', 'f22', 'usual_error', 'relative_error', ...others],
    rows: [
      ['average of outer products', state.samples, ...estimate, errorOfOne / Math.sqrt(state.samples), error, ...blank],
      ['Fisher matrix', null, ...policy.fisher, null, 0, ...blank],
      ['Hessian of KL', null, ...policy.hessian, null, null, ...blank],
      ...COUNTS.map((count, i) => [
        'course',
        count,
        null,
        null,
        null,
        errorOfOne / Math.sqrt(count),
        course[i]!,
        ...otherCourses.map((errors) => errors[i]!),
      ]),
    ],
  };
}
