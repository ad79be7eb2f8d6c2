import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude, fixed, signed } from '../../charts/format.ts';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import type { Reader } from '../read-along.ts';
import { type Quantities, quantitiesOf } from './quantities.ts';
import { importanceWeights } from './spec.ts';
import { BATCH } from './trajectories.ts';
import { judge } from './verdict.ts';
import { drawPolicies } from './view/draw-policies.ts';
import { drawProducts } from './view/draw-products.ts';

export default function ImportanceWeightsPanel({ state, set }: ExactPanelProps<typeof importanceWeights>) {
  const quantities = useMemo(() => quantitiesOf(state), [state]);
  const readers = useRef<readonly [Reader, Reader]>([{ at: null }, { at: null }]);
  return (
    <ExactPanel
      spec={importanceWeights}
      state={state}
      set={set}
      verdict={judge(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      formula={formulaOf(quantities)}
      controls={
        <button type="button" className="btn" onClick={() => set({ seed: (state.seed % 999) + 1 })}>
          Other trajectories
        </button>
      }
    >
      <div className="plots" style={{ '--columns': '1fr 1.12fr' } as CSSProperties}>
        <Plot
          label="The ratio of both policies, their densities, and the mean action under the new policy as estimated from 40 batches of the old one’s trajectories"
          height={520}
          phoneHeight={480}
          draw={(frame) => drawPolicies(frame, quantities, set, readers.current[0])}
        />
        <Plot
          label="Products of ratios along 50 trajectories against time, and the part of the trajectories that counts"
          height={520}
          phoneHeight={460}
          draw={(frame) => drawProducts(frame, quantities, set, readers.current[1])}
        />
      </div>
    </ExactPanel>
  );
}

function formulaOf({ state, kl, fraction, size, square, tooWide }: Quantities): readonly FormulaTerm[] {
  return [
    { symbols: '*w* = Π_{t}', over: '[new:*π*_{new}(*a*_{t})]', under: '[old:*π*_{old}(*a*_{t})]', value: 'E *w* = 1' },
    {
      symbols: 'E log *w* = −*T* · KL([old:*π*_{old}] ‖ [new:*π*_{new}])',
      value: `−${state.horizon} · ${fixed(kl, 4)} = ${fixed(-state.horizon * kl)}`,
      colour: 'kl',
    },
    {
      symbols: 'effective size =',
      over: '(Σ *w*)^{2}',
      under: 'Σ *w*^{2}',
      value: `${fixed(size, 1)} of ${BATCH}`,
      colour: 'old',
    },
    {
      symbols: '→ *N* · (E *r*^{2})^{−T}',
      value: tooWide ? '0' : `*N* · ${byMagnitude(square)}^{−${state.horizon}} = *N* · ${byMagnitude(fraction)}`,
    },
  ];
}

function summarise({ state, kl, size, ordinaryError, weightedError, after }: Quantities): string {
  return [
    `KL of one step is ${fixed(kl, 4)}; after ${state.horizon} steps ${BATCH} trajectories are worth ${fixed(size, 1)}.`,
    `The mean action under the new policy is ${signed(after.mean)}; ordinary importance sampling is off by ${byMagnitude(ordinaryError)}, weighted by ${byMagnitude(weightedError)}.`,
  ].join(' ');
}

/** The drawn batch, trajectory by trajectory, then the estimates of every batch. */
function tableOf({ state, logWeights, shares, ordinary, weighted, after, kl, fraction }: Quantities): Table {
  return {
    columns: ['kind', 'index', 'log_weight', 'share', 'ordinary', 'weighted', 'truth', 'horizon', 'kl', 'fraction'],
    rows: [
      ...Array.from(logWeights, (log, i) => [
        'trajectory',
        i + 1,
        log,
        shares[i]!,
        null,
        null,
        null,
        state.horizon,
        kl,
        fraction,
      ]),
      ...Array.from(ordinary, (estimate, i) => [
        'batch',
        i + 1,
        null,
        null,
        estimate,
        weighted[i]!,
        after.mean,
        state.horizon,
        kl,
        fraction,
      ]),
    ],
  };
}
