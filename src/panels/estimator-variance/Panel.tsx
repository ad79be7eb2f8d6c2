import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { cloudsOf } from './clouds.ts';
import { drawEstimators } from './draw.ts';
import { NAMES } from './draw-clouds.ts';
import { drawError, type Touch } from './draw-error.ts';
import { type Quantities, qualityNamed, quantitiesOf } from './quantities.ts';
import { estimatorVariance } from './spec.ts';
import { judgementOf } from './verdict.ts';

export default function EstimatorVariancePanel({ state, set }: ExactPanelProps<typeof estimatorVariance>) {
  const quantities = useMemo(() => quantitiesOf(state), [state]);
  const clouds = useMemo(() => cloudsOf(state), [state]);
  const touch = useRef<Touch>({ batch: null });
  const control = (name: 'batch' | 'baseline' | 'weights') => (
    <StateControl spec={estimatorVariance} name={name} state={state} set={set} />
  );
  return (
    <ExactPanel
      spec={estimatorVariance}
      state={state}
      set={set}
      verdict={judgementOf(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={
        <>
          {state.problem === 'two-state' && control('weights')}
          {control('baseline')}
          <button type="button" className="btn" onClick={() => set({ seed: (state.seed % 999) + 1 })}>
            Draw again
          </button>
        </>
      }
      formula={formulaOf(quantities)}
    >
      <div className="plots" style={{ '--columns': '2.9fr 1fr' } as CSSProperties}>
        <Plot
          label="The policy, and estimates of its gradient from two thousand batches for each of five estimators, around the exact gradient"
          height={540}
          phoneHeight={640}
          canvas
          draw={(frame) => drawEstimators(frame, quantities, clouds, set)}
        />
        <Plot
          label="Distance of an estimate from the exact gradient against the number of episodes, for five estimators"
          height={540}
          phoneHeight={320}
          draw={(frame) => drawError(frame, quantities, touch.current, set)}
        />
      </div>
    </ExactPanel>
  );
}

function formulaOf(quantities: Quantities): readonly FormulaTerm[] {
  const { spread, bias, error } = qualityNamed(quantities, 'wrong');
  const weight = quantities.state.weights === 'discounted' ? '*γ*^{t} ' : '';
  const sum = quantities.state.problem === 'bandit' ? '' : `Σ_{t} ${weight}`;
  return [
    { symbols: '[euclid:*ĝ*]', colour: 'euclid' },
    { symbols: '=' },
    { over: '1', under: '*N*', value: `1 / ${quantities.state.batch}` },
    { symbols: `Σ_{i} ${sum}∇ log *π*(*a*_{t}|*s*_{t}) *Ψ*_{t} ,` },
    { symbols: '  wrong critic:   E‖[euclid:*ĝ*] − [euclid:∇*U*]‖^{2}', value: fixed(error ** 2, 3) },
    { symbols: '=', value: '=' },
    { symbols: 'spread^{2}', value: fixed(spread ** 2, 3) },
    { symbols: '+', value: '+' },
    { symbols: 'bias^{2}', value: fixed(bias[0] ** 2 + bias[1] ** 2, 3) },
  ];
}

function summarise({ state, gradient, qualities }: Quantities): string {
  const each = qualities.map(({ kind, spread, bias }) => {
    return `${plainText(NAMES[kind].name)}: spread ${fixed(spread, 3)}, bias ${fixed(Math.hypot(...bias), 3)}.`;
  });
  return `The exact gradient is ${gradient.map((value) => fixed(value, 3)).join(', ')}. Batches of ${state.batch}. ${each.join(' ')}`;
}

/** One row an estimator; for batches of N episodes. */
function tableOf({ state, gradient, qualities }: Quantities): Table {
  return {
    columns: [
      'estimator',
      'episodes',
      'gradient_1',
      'gradient_2',
      'mean_1',
      'mean_2',
      'covariance_11',
      'covariance_12',
      'covariance_22',
      'spread',
      'bias',
      'root_mean_squared_error',
    ],
    rows: qualities.map(({ kind, mean, covariance, spread, bias, error }) => [
      kind,
      state.batch,
      ...gradient,
      ...mean,
      ...covariance,
      spread,
      Math.hypot(...bias),
      error,
    ]),
  };
}
