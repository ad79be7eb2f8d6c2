import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed } from '../../charts/format.ts';
import type { Design } from '../../exact/small-actor-critic.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { type Fit, fitOf, stepOf } from './findings.ts';
import './networks.css';
import { networks } from './spec.ts';
import { useTraining } from './use-training.ts';
import { judge } from './verdict.ts';
import { drawDesign } from './view/draw-design.ts';
import { drawPull } from './view/draw-pull.ts';
import type { WireTouch } from './view/draw-wire-reading.ts';

const SEEDS = 99;

export default function NetworksPanel({ state, set }: ExactPanelProps<typeof networks>) {
  const { vfCoef, updates, seed } = state;
  const fit = useMemo(() => fitOf({ seed, updates }), [seed, updates]);
  const training = useTraining(updates, (reached) => set({ updates: reached }));
  const scale = useMemo(() => widthOf(fit), [fit]);
  const touches = useRef<Record<Design, WireTouch>>({ two: { wire: null }, shared: { wire: null } });
  const control = (name: 'vfCoef' | 'updates') => <StateControl spec={networks} name={name} state={state} set={set} />;
  return (
    <ExactPanel
      spec={networks}
      state={state}
      set={set}
      verdict={judge(fit, vfCoef)}
      table={() => tableOf(fit, vfCoef)}
      spoken={summarise(fit, vfCoef, updates)}
      formula={formulaOf(fit, vfCoef)}
      controls={
        <>
          {control('vfCoef')}
          {control('updates')}
          <button type="button" className="btn primary" onClick={training.isRunning ? training.stop : training.start}>
            {training.isRunning ? 'Stop' : 'Train'}
          </button>
          <button type="button" className="btn" onClick={() => set({ seed: (seed % SEEDS) + 1 })}>
            Other weights
          </button>
        </>
      }
    >
      <div className="plots" style={{ '--columns': '1fr 1fr 1fr' } as CSSProperties}>
        <Plot
          label="Two networks: the gradient of the policy loss reaches the policy network only, that of the value loss the value network only"
          height={400}
          phoneHeight={360}
          draw={(frame) => drawDesign(frame, 'two', fit.two, { vfCoef, scale, touch: touches.current.two })}
        />
        <Plot
          label="One shared network: the gradients of both losses reach the trunk"
          height={400}
          phoneHeight={360}
          draw={(frame) => drawDesign(frame, 'shared', fit.shared, { vfCoef, scale, touch: touches.current.shared })}
        />
        <Plot
          label="What each loss asks of the shared trunk, and the step that is their sum, as arrows in the plane that both span"
          height={400}
          phoneHeight={330}
          draw={(frame) => drawPull(frame, fit, vfCoef, (next) => set({ vfCoef: next }))}
        />
      </div>
    </ExactPanel>
  );
}

/** Units of stroke for a gradient of 1: the same in both designs and for every c. */
function widthOf({ two, shared }: Fit): number {
  const largest = [two.policy, two.value, shared.policy, shared.value].reduce(
    (most, gradient) => gradient.reduce((a, g) => Math.max(a, Math.abs(g)), most),
    1e-9,
  );
  return 7 / largest;
}

function formulaOf(fit: Fit, vfCoef: number): readonly FormulaTerm[] {
  const { policyNorm, valueNorm, cosine } = fit.pull;
  return [
    { symbols: '‖∇*L*_{π} + *c*∇*L*_{V}‖^{2}', value: square(stepOf(fit, vfCoef).length), colour: 'euclid' },
    { symbols: '=', value: '=' },
    { symbols: '‖∇*L*_{π}‖^{2}', value: square(policyNorm), colour: 'new' },
    { symbols: '+', value: '+' },
    { symbols: '*c*^{2}‖∇*L*_{V}‖^{2}', value: `${fixed(vfCoef)}² · ${square(valueNorm)}` },
    { symbols: '+', value: '+' },
    {
      symbols: '2*c* cos ‖∇*L*_{π}‖ ‖∇*L*_{V}‖',
      value: `2 · ${fixed(vfCoef)} · ${cosine < 0 ? `(${fixed(cosine)})` : fixed(cosine)} · ${fixed(policyNorm, 3)} · ${fixed(valueNorm, 3)}`,
    },
  ];
}

const square = (norm: number): string => `${fixed(norm, 3)}²`;

function summarise(fit: Fit, vfCoef: number, updates: number): string {
  const { pull, two, shared } = fit;
  const { degrees } = stepOf(fit, vfCoef);
  const losses = (found: Fit['two']) =>
    `policy loss ${fixed(found.losses.policy, 3)}, value loss ${fixed(found.losses.value, 3)}`;
  return [
    `After ${updates} updates: two networks, ${losses(two)}; one shared network, ${losses(shared)}.`,
    `In the shared trunk the gradient of the policy loss has length ${fixed(pull.policyNorm, 3)}, that of the value loss ${fixed(pull.valueNorm, 3)},`,
    `the cosine between them is ${fixed(pull.cosine)}. With weight ${fixed(vfCoef)} the step points ${fixed(degrees, 0)} degrees off what the policy asks.`,
  ].join(' ');
}

/** Every layer of both designs; the trunk's pulls in the last row. */
function tableOf(fit: Fit, vfCoef: number): Table {
  const rows = (['two', 'shared'] as const).flatMap((design) =>
    fit[design].policyNorms.map((norm, i) => [
      design,
      String(i + 1),
      norm,
      fit[design].valueNorms[i]!,
      vfCoef * fit[design].valueNorms[i]!,
      null,
      null,
    ]),
  );
  const { policyNorm, valueNorm, cosine } = fit.pull;
  const { degrees } = stepOf(fit, vfCoef);
  return {
    columns: ['design', 'layer', 'policy_norm', 'value_norm', 'weighted_value_norm', 'cosine', 'degrees_off_policy'],
    rows: [...rows, ['shared', 'trunk', policyNorm, valueNorm, vfCoef * valueNorm, cosine, degrees]],
  };
}
