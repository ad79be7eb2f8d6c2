import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude, fixed, signed } from '../../charts/format.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import type { Reader } from '../read-along.ts';
import { type Quantities, quantitiesOf, sampleAt } from './quantities.ts';
import './reparameterization.css';
import { reparameterization } from './spec.ts';
import { judge } from './verdict.ts';
import { drawReparameterization } from './view/draw.ts';
import { drawHistograms } from './view/draw-histograms.ts';
import { drawVariances, variancesOf } from './view/draw-variances.ts';

export default function ReparameterizationPanel({ state, set }: ExactPanelProps<typeof reparameterization>) {
  const quantities = useMemo(() => quantitiesOf(state), [state]);
  const { f, drawn, baseline, mean } = state;
  const curves = useMemo(() => variancesOf({ f, drawn, baseline, mean }), [f, drawn, baseline, mean]);
  const readers = useRef<readonly [Reader, Reader]>([{ at: null }, { at: null }]);
  const control = { spec: reparameterization, state, set };
  return (
    <ExactPanel
      spec={reparameterization}
      state={state}
      set={set}
      verdict={judge(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      formula={formulaOf(quantities)}
      controls={
        <>
          <StateControl {...control} name="f" />
          <StateControl {...control} name="batch" />
          <StateControl {...control} name="baseline" />
          <button type="button" className="btn" onClick={() => set({ seed: (state.seed % 999) + 1 })}>
            Other noise
          </button>
        </>
      }
    >
      <div className="plots" style={{ '--columns': '1.5fr 1fr' } as CSSProperties}>
        <Plot
          label="Noise z at the foot, led to the actions mu plus z sigma, and these to f and its slope; one z followed, with what both estimators say of it"
          height={510}
          phoneHeight={470}
          draw={(frame) => drawReparameterization(frame, quantities, set, readers.current[0])}
        />
        <div>
          <Plot
            label="Histograms of 1,000 estimates of each kind around the exact gradient"
            height={280}
            phoneHeight={270}
            draw={(frame) => drawHistograms(frame, quantities)}
          />
          <Plot
            label="Variance of one sample against sigma, for both estimators, on logarithmic axes"
            height={214}
            phoneHeight={210}
            draw={(frame) => drawVariances(frame, quantities, curves, set, readers.current[1])}
          />
        </div>
      </div>
    </ExactPanel>
  );
}

function formulaOf(quantities: Quantities): readonly FormulaTerm[] {
  const { state, baseline, gradient, path } = quantities;
  const { action, value, slope, push } = sampleAt(quantities, state.z);
  const score = state.z / state.sigma;
  return [
    {
      symbols: '*a* = [old:*μ*] + *z* [old:*σ*]',
      value: `${fixed(state.mean)} + ${fixed(state.z)} · ${fixed(state.sigma)} = ${fixed(action)}`,
    },
    { symbols: '∂*U*/∂*μ* = E[', value: signed(gradient, 3) },
    {
      symbols: state.baseline ? '(*f*(*a*) − *b*) · *z*/*σ*' : '*f*(*a*) · *z*/*σ*',
      value: `${signed(value - baseline)} · ${signed(score)} = ${signed(push)}`,
      colour: value - baseline >= 0 ? 'pos' : 'neg',
    },
    // a jump of f is lost on the right
    { symbols: Math.abs(path.mean - gradient) > 1e-9 ? '] ≠ E[' : '] = E[', value: '' },
    { symbols: '*f* ′(*μ* + *zσ*)', value: signed(slope), colour: 'euclid' },
    { symbols: ']', value: '' },
  ];
}

function summarise({ state, gradient, ratio, path }: Quantities): string {
  return [
    `The exact gradient is ${signed(gradient, 3)}.`,
    `One sample of the likelihood ratio has a variance of ${byMagnitude(ratio.variance)}, reparameterized ${byMagnitude(path.variance)} around a mean of ${signed(path.mean, 3)};`,
    `each of the 1,000 estimates is a mean of ${state.batch}.`,
  ].join(' ');
}

/** The estimates of both kinds, repeat by repeat, with what is exact of them. */
function tableOf({ state, gradient, ratio, path, ratios, paths }: Quantities): Table {
  return {
    columns: [
      'repeat',
      'likelihood_ratio',
      'reparameterized',
      'exact_gradient',
      'likelihood_ratio_variance',
      'reparameterized_variance',
    ],
    rows: Array.from(ratios, (estimate, i) => [
      i + 1,
      estimate,
      paths[i]!,
      gradient,
      ratio.variance / state.batch,
      path.variance / state.batch,
    ]),
  };
}
