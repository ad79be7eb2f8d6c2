import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, signed } from '../../charts/format.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import './chain-rule.css';
import { drawChainRule, type Touch as Reading } from './draw.ts';
import { drawAscent, type Touch } from './draw-ascent.ts';
import { type Quantities, quantitiesOf } from './quantities.ts';
import { chainRule } from './spec.ts';
import { useClimbing } from './use-climbing.ts';
import { judgementOf } from './verdict.ts';

export default function ChainRulePanel({ state, set }: ExactPanelProps<typeof chainRule>) {
  const quantities = useMemo(() => quantitiesOf(state), [state]);
  const touch = useRef<Touch>({ step: null });
  const reading = useRef<Reading>({ action: null });
  const climbing = useClimbing((steps) => set({ steps }));
  return (
    <ExactPanel
      spec={chainRule}
      state={state}
      set={set}
      verdict={judgementOf(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={
        <>
          <StateControl spec={chainRule} name="edit" state={state} set={set} />
          <StateControl spec={chainRule} name="alpha" state={state} set={set} />
          <button type="button" className="btn" onClick={climbing.toggle}>
            {climbing.running ? 'Stop' : 'Climb'}
          </button>
        </>
      }
      formula={formulaOf(quantities)}
    >
      <div className="plots" style={{ '--columns': '1.75fr 1fr' } as CSSProperties}>
        <Plot
          label="True and learned Q over the action, with the way of the policy up the learned one; below them the policy, action against parameter"
          height={520}
          phoneHeight={470}
          draw={(frame) => drawChainRule(frame, quantities, reading.current, set)}
        />
        <Plot
          label="What the critic says and what the action is worth, after each step of the ascent"
          height={520}
          phoneHeight={280}
          draw={(frame) => drawAscent(frame, quantities, touch.current, set)}
        />
      </div>
      <p className="note">
        <RichText text="The slides write max over *θ* and *φ*. Only *θ* climbs: a critic that climbed too would promise ever more. *φ* is fitted, by temporal differences, to what was seen." />
      </p>
    </ExactPanel>
  );
}

/** The first step, in numbers. */
function formulaOf({ state, slopeOfQ, slopeOfPolicy, gradient }: Quantities): readonly FormulaTerm[] {
  return [
    { symbols: '[euclid:Δ*θ*]', value: signed(state.alpha * gradient, 3), colour: 'euclid' },
    { symbols: '=', value: '=' },
    { symbols: '*α*', value: fixed(state.alpha) },
    { symbols: '·', value: '·' },
    { over: '∂*Q*_{φ}(*s*, *a*)', under: '∂*a*', value: fixed(slopeOfQ, 3), colour: 'euclid' },
    { symbols: '·', value: '·' },
    { over: 'd*π*_{θ}(*s*)', under: 'd*θ*', value: fixed(slopeOfPolicy, 3), colour: 'old' },
    { symbols: 'at *a* = *π*_{θ}(*s*)' },
  ];
}

function summarise({ state, start, end, best }: Quantities): string {
  return [
    `From action ${fixed(start.action)} the policy reaches ${fixed(end.action)} in ${state.steps} steps.`,
    `The critic says ${fixed(start.believed)} before and ${fixed(end.believed)} after; true are ${fixed(start.real)} and ${fixed(end.real)}.`,
    `The best action is ${fixed(best.action)}, worth ${fixed(best.value)}.`,
  ].join(' ');
}

/** The ascent, step by step. */
function tableOf({ standings, learned }: Quantities): Table {
  return {
    columns: ['step', 'theta', 'action', 'learned_q', 'true_q', 'learned_slope'],
    rows: standings.map(({ theta, action, believed, real }, step) => [
      step,
      theta,
      action,
      believed,
      real,
      learned.derivative(action),
    ]),
  };
}
