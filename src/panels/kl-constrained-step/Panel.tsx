import { range } from 'd3';
import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, signed } from '../../charts/format.ts';
import { add, penalisedStep, quadraticDivergence } from '../../exact/trust-region.ts';
import { meanDivergence, objective, type Pair } from '../../exact/two-state.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { type Reading, Readings } from '../Readings.tsx';
import './kl-constrained-step.css';
import { type KlStep, PROBLEM, quantitiesOf, regionOf } from './quantities.ts';
import { klConstrainedStep } from './spec.ts';
import { judge, sayKl, sayLambda } from './verdict.ts';
import { drawPlane } from './view/draw-plane.ts';
import type { Touch } from './view/draw-reading.ts';
import { drawSpending } from './view/draw-spending.ts';

export default function KlConstrainedStepPanel({ state, set }: ExactPanelProps<typeof klConstrainedStep>) {
  const { thetaI, thetaJ, delta, lambda } = state;
  const region = useMemo(() => regionOf({ thetaI, thetaJ, delta, lambda: 1 }), [thetaI, thetaJ, delta]);
  const step = useMemo(() => quantitiesOf(region, lambda), [region, lambda]);
  const touch = useRef<Touch>({ at: null });
  return (
    <ExactPanel
      spec={klConstrainedStep}
      state={state}
      set={set}
      verdict={judge(step)}
      table={() => tableOf(step)}
      spoken={summarise(step)}
      controls={<StateControl spec={klConstrainedStep} name="lambda" state={state} set={set} />}
      formula={formulaOf(step)}
    >
      <div className="plots" style={{ '--columns': 'minmax(0, 1.62fr) minmax(0, 1fr)' } as CSSProperties}>
        <Plot
          label="Contours of U over both logits; around the old policy the true trust region and its ellipse; the path of the penalised step as lambda falls; plain gradient steps"
          height={500}
          phoneHeight={350}
          draw={(frame) => drawPlane(frame, step, touch.current, set)}
        />
        <div>
          <Plot
            label="KL that the penalised step spends against lambda, true and quadratic, with the radius delta"
            height={224}
            phoneHeight={230}
            draw={(frame) => drawSpending(frame, step, set)}
          />
          <Readings rows={readingsOf(step)} />
          <p className="note">
            <RichText text="Two states: staying pays 1 in *i*, 2 in *j*, going to the other pays nothing; *θ* are the logits of staying, *U* the average reward. The slide has *d* = (2/*λ*) *F*^{−1}*g*: the derivative of ½ *λ* *d*^{⊤}*F* *d* is *λF* *d*, without a half. With the 2 the step would be twice as long, and spend 4*δ* where *λ* meets *δ*." />
          </p>
        </div>
      </div>
    </ExactPanel>
  );
}

const pair = ([first, second]: Pair) => `(${fixed(first)}, ${fixed(second)})`;

function readingsOf({ penalised, sameLength, sameKl, best, delta, ...step }: KlStep): readonly Reading[] {
  return [
    { label: '*U*(*θ*_{old})', value: fixed(step.objective, 3), colour: 'old' },
    { label: 'Δ*U* of *d*(*λ*)', value: `${signed(penalised.gain, 3)} at KL ${sayKl(penalised.kl)}`, colour: 'new' },
    {
      label: 'plain gradient, same length',
      value: `${signed(sameLength.gain, 3)} at KL ${sayKl(sameLength.kl)}`,
      colour: 'euclid',
    },
    {
      label: 'plain gradient, same KL',
      value: `${signed(sameKl.gain, 3)} at KL ${sayKl(sameKl.kl)}`,
      colour: 'euclid',
    },
    {
      label: 'the best with KL = *δ*',
      value: `${signed(best.objective - step.objective, 3)} at KL ${sayKl(delta)}`,
      colour: 'new',
    },
    { label: '*α* = √(2*δ*/*g*^{⊤}*F*^{−1}*g*)', value: fixed(step.alpha, 3), colour: 'kl' },
  ];
}

function formulaOf({ penalised, lambda, natural, quadratic, slope, delta, meeting }: KlStep): readonly FormulaTerm[] {
  return [
    { symbols: '*d*(*λ*)', value: pair(penalised.step), colour: 'new' },
    { symbols: '=', value: '=' },
    { over: '1', under: '*λ*', value: fixed(1 / lambda, 2) },
    { symbols: '*F*^{−1}*g*', value: `· ${pair(natural)}` },
    { symbols: 'spends' },
    { symbols: '½ *d*^{⊤}*F* *d*', value: fixed(quadratic, 4), colour: 'kl' },
    { symbols: '=', value: '=' },
    { over: '*g*^{⊤}*F*^{−1}*g*', under: '2*λ*^{2}', value: `${fixed(slope, 3)} / ${fixed(2 * lambda * lambda, 2)}` },
    { symbols: ', which is' },
    { symbols: '*δ*', value: sayKl(delta), colour: 'kl' },
    { symbols: 'at' },
    { symbols: '*λ* = √(*g*^{⊤}*F*^{−1}*g* / 2*δ*)', value: sayLambda(meeting), colour: 'kl' },
  ];
}

function summarise({ theta, lambda, meeting, delta, penalised, sameLength, sameKl, quadratic }: KlStep): string {
  return [
    `From theta ${pair(theta)} the penalised step at lambda ${sayLambda(lambda)} leads to ${pair(penalised.theta)}:`,
    `KL ${sayKl(penalised.kl)}, in the quadratic model ${sayKl(quadratic)}, of delta ${sayKl(delta)}; U changes by ${signed(penalised.gain, 3)}.`,
    `Plain gradient steps change it by ${signed(sameLength.gain, 3)} at the same length and ${signed(sameKl.gain, 3)} at the same KL.`,
    `The quadratic model spends delta at lambda ${sayLambda(meeting)}.`,
  ].join(' ');
}

/** The path d(λ), from the present λ on. */
function tableOf({ theta, model, lambda }: KlStep): Table {
  const rows = [lambda, ...range(81).map((i) => 0.2 * 100 ** (i / 80))].map((at) => {
    const step = penalisedStep(model, at);
    const next = add(theta, step);
    return [
      at,
      ...theta,
      ...next,
      objective(PROBLEM, next),
      meanDivergence(PROBLEM, theta, next),
      quadraticDivergence(model, step),
    ];
  });
  return {
    columns: ['lambda', 'theta_i_old', 'theta_j_old', 'theta_i_new', 'theta_j_new', 'U', 'kl', 'kl_quadratic'],
    rows,
  };
}
