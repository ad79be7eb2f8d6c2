import { range } from 'd3';
import { useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, probability, signed } from '../../charts/format.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { drawSigmoidStep, type Touch } from './draw.ts';
import { quantitiesOf, type SigmoidStep } from './quantities.ts';
import { sigmoidStep } from './spec.ts';
import { judge } from './verdict.ts';

export default function SigmoidStepPanel({ state, set }: ExactPanelProps<typeof sigmoidStep>) {
  const quantities = quantitiesOf(state);
  const touch = useRef<Touch>({ theta: null });
  return (
    <ExactPanel
      spec={sigmoidStep}
      state={state}
      set={set}
      verdict={judge(state)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={<StateControl spec={sigmoidStep} name="delta" state={state} set={set} />}
      formula={formulaOf(quantities)}
    >
      <Plot
        label="Sigmoid policy: probability of action 1 against theta, before and after the step; below it the step, the steps of constant KL, and the Fisher information"
        height={470}
        phoneHeight={430}
        draw={(frame) => drawSigmoidStep(frame, quantities, touch.current, set)}
      />
    </ExactPanel>
  );
}

function formulaOf({ pOld, pNew, kl, fisher, step, klPredicted }: SigmoidStep): readonly FormulaTerm[] {
  const first = pOld * Math.log(pOld / pNew);
  return [
    { symbols: 'KL([old:*π*_{old}] ‖ [new:*π*_{new}])', value: fixed(kl, 4), colour: 'kl' },
    { symbols: '=', value: '=' },
    { symbols: '[old:*π*_{old}] log', over: '[old:*π*_{old}]', under: '[new:*π*_{new}]', value: signed(first, 4) },
    { symbols: '+', value: '+' },
    {
      symbols: '(1 − [old:*π*_{old}]) log',
      over: '1 − [old:*π*_{old}]',
      under: '1 − [new:*π*_{new}]',
      value: signed(kl - first, 4),
    },
    { symbols: '≈', value: '≈' },
    {
      symbols: '½ *F*(*θ*_{old}) [euclid:Δ*θ*]^{2}',
      value: `½ · ${fixed(fisher, 4)} · (${signed(step)})² = ${fixed(klPredicted, 4)}`,
      colour: 'kl',
    },
  ];
}

function summarise({ thetaOld, thetaNew, pOld, pNew, kl, stepDown, stepUp, delta }: SigmoidStep): string {
  return [
    `From theta ${fixed(thetaOld)} to ${fixed(thetaNew)} the probability of action 1 goes from ${probability(pOld)} to ${probability(pNew)},`,
    `at a KL of ${fixed(kl, 4)}. Steps of KL ${fixed(delta)} are ${signed(stepDown)} and ${signed(stepUp)}.`,
  ].join(' ');
}

/** The curve, and what a step of KL = δ would be, at every θ; the state in the first row. */
function tableOf(quantities: SigmoidStep): Table {
  const rows = [quantities.thetaOld, ...range(-80, 81).map((tenths) => tenths / 10)].map((theta) => {
    const at = quantitiesOf({ ...quantities, thetaOld: theta, thetaNew: theta + quantities.step });
    return [theta, at.thetaNew, at.pOld, at.pNew, at.kl, at.fisher, at.klPredicted, at.stepDown, at.stepUp];
  });
  return {
    columns: ['theta_old', 'theta_new', 'pi_old', 'pi_new', 'kl', 'fisher', 'kl_predicted', 'step_down', 'step_up'],
    rows,
  };
}
