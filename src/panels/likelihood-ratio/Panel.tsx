import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, signed } from '../../charts/format.ts';
import { valueAt } from '../../exact/piecewise.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import type { Reader } from '../read-along.ts';
import './likelihood-ratio.css';
import { estimateOf, type Quantities, quantitiesOf } from './quantities.ts';
import { likelihoodRatio, MOST_SAMPLES } from './spec.ts';
import { useArrivals } from './use-arrivals.ts';
import { judge } from './verdict.ts';
import { drawLikelihoodRatio } from './view/draw.ts';
import { drawEstimate } from './view/draw-estimate.ts';
import { drawVariance } from './view/draw-variance.ts';

export default function LikelihoodRatioPanel({ state, set }: ExactPanelProps<typeof likelihoodRatio>) {
  const quantities = useMemo(() => quantitiesOf(state), [state]);
  const readers = useRef<readonly [Reader, Reader, Reader]>([{ at: null }, { at: null }, { at: null }]);
  const { playing, toggle } = useArrivals(state.samples, (samples) => set({ samples }));
  const control = { spec: likelihoodRatio, state, set };
  return (
    <ExactPanel
      spec={likelihoodRatio}
      state={state}
      set={set}
      verdict={judge(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      formula={formulaOf(quantities)}
      controls={
        <>
          <StateControl {...control} name="policy" />
          <StateControl {...control} name="f" />
          <button type="button" className="btn" onClick={() => set({ seed: (state.seed % 999) + 1 })}>
            Other samples
          </button>
          <button type="button" className="btn primary arrivals" onClick={toggle}>
            {playing ? 'Hold' : state.samples >= MOST_SAMPLES ? 'Sample again from 1' : 'Let samples arrive'}
          </button>
        </>
      }
    >
      <div className="plots" style={{ '--columns': '1.75fr 1fr' } as CSSProperties}>
        <Plot
          label="The function f with samples on it, each with an arrow for its push; below, the mean push beside the exact gradient, and the policy that the samples are drawn from"
          height={500}
          phoneHeight={440}
          draw={(frame) => drawLikelihoodRatio(frame, quantities, set, readers.current[0])}
        />
        <div>
          <Plot
            label="Running estimate of the gradient with its 95 % band against the number of samples, and the exact gradient"
            height={276}
            phoneHeight={240}
            draw={(frame) => drawEstimate(frame, quantities, set, readers.current[1])}
          />
          <Plot
            label="Variance of one sample against the constant added to f"
            height={210}
            phoneHeight={190}
            draw={(frame) => drawVariance(frame, quantities, set, readers.current[2])}
          />
        </div>
      </div>
    </ExactPanel>
  );
}

function formulaOf(quantities: Quantities): readonly FormulaTerm[] {
  const { state, gradient, xs, pushes, f, score } = quantities;
  const { mean, band } = estimateOf(quantities);
  const newest = xs[state.samples - 1]!;
  const value = valueAt(f, newest);
  const parameter = state.policy === 'gaussian' ? '*μ*' : `*θ*_{${state.action}}`;
  return [
    { symbols: `∂*U*/∂${parameter}`, value: signed(gradient, 3) },
    { symbols: '≈', value: '≈' },
    {
      symbols: '*ĝ*',
      value: state.samples > 1 ? `${signed(mean, 3)} ± ${fixed(band, 3)}` : signed(mean, 3),
      colour: 'euclid',
    },
    { symbols: '=', value: '' },
    { over: '1', under: '*N*', value: 'newest:' },
    {
      symbols: `Σ_{i} ∂ log *P*(*x*_{i})/∂${parameter}`,
      value: signed(score(newest)),
    },
    { symbols: '·', value: '·' },
    {
      symbols: '*f*(*x*_{i})',
      value: `${signed(value)} = ${signed(pushes[state.samples - 1]!)}`,
      colour: value >= 0 ? 'pos' : 'neg',
    },
  ];
}

function summarise(quantities: Quantities): string {
  const { state, gradient, variance } = quantities;
  const { mean } = estimateOf(quantities);
  const policy =
    state.policy === 'gaussian'
      ? `a Gaussian of mean ${fixed(state.mean)} and standard deviation ${fixed(state.sigma)}`
      : 'five actions';
  return `Samples from ${policy}: the mean of ${state.samples} pushes is ${signed(mean, 3)}, the exact gradient ${signed(gradient, 3)}; one push has a variance of ${fixed(variance, 3)}.`;
}

/** Every sample that has arrived, and the estimate up to it. */
function tableOf({ state, f, xs, pushes, means, bands, gradient, score }: Quantities): Table {
  return {
    columns: ['n', 'x', 'f', 'score', 'push', 'estimate', 'half_width_95', 'exact_gradient'],
    rows: Array.from({ length: state.samples }, (_, i) => [
      i + 1,
      xs[i]!,
      valueAt(f, xs[i]!),
      score(xs[i]!),
      pushes[i]!,
      means[i]!,
      i > 0 ? bands[i]! : null,
      gradient,
    ]),
  };
}
