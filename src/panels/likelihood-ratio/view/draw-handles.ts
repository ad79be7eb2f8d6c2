import type { Frame } from '../../../charts/figure.ts';
import { fixed, probability, signed } from '../../../charts/format.ts';
import { type Handle, handles } from '../../../charts/handle.ts';
import { layer } from '../../../charts/layer.ts';
import { KNOTS } from '../../../exact/rewards.ts';
import { DRAWN_END, drawnValues, withKnot } from '../../reward-field.ts';
import { snap } from '../../snap.ts';
import { ACTIONS, logitsOf, type Quantities } from '../quantities.ts';
import type { Change } from './draw.ts';
import { barHalf, type Layout } from './layout.ts';

/** The policy is grabbed at its mean and spread, or at its bars; f, where it is drawn by hand, at its knots. */
export function drawHandles({ svg, u }: Frame, layout: Layout, quantities: Quantities, set: Change): void {
  const { state } = quantities;
  handles(
    layer(svg, 'policy-handles'),
    state.policy === 'gaussian'
      ? gaussianHandles(layout, quantities, set, u)
      : actionHandles(layout, quantities, set, u),
  );
  handles(layer(svg, 'knots'), state.f === 'drawn' ? knotHandles(layout, quantities, set, u) : []);
}

function gaussianHandles({ x, p }: Layout, { state, policyAt }: Quantities, set: Change, u: number): Handle[] {
  const { mean, sigma } = state;
  const toMean = (value: number) => set({ mean: snap(value, 0.05, -3, 3) });
  const toSigma = (value: number) => set({ sigma: snap(value, 0.05, 0.3, 2) });
  return [
    {
      x: x(mean),
      y: p(policyAt(mean)),
      fill: 'f-old',
      grip: 'x',
      label: 'mean of the policy, mu',
      value: mean,
      min: -3,
      max: 3,
      valueText: fixed(mean),
      onDrag: (at) => toMean(x.invert(at)),
      onStep: (dx, dy) => toMean(mean + (dx || dy) * 0.05),
      onEnd: (side) => toMean(3 * side),
    },
    {
      x: x(mean + sigma),
      y: p(policyAt(mean + sigma)),
      fill: 'f-old',
      grip: 'x',
      radius: 5 * u,
      label: 'spread of the policy, sigma',
      value: sigma,
      min: 0.3,
      max: 2,
      valueText: fixed(sigma),
      onDrag: (at) => toSigma(x.invert(at) - mean),
      onStep: (dx, dy) => toSigma(sigma + (dx || dy) * 0.05),
      onEnd: (side) => toSigma(side < 0 ? 0.3 : 2),
    },
  ];
}

/** A bar that is pulled to another height changes its own logit; the others share what is left as before. */
function actionHandles(layout: Layout, { state, probabilities }: Quantities, set: Change, u: number): Handle[] {
  const { x, p } = layout;
  const logits = logitsOf(state.logits);
  const move = (k: number, logit: number) =>
    set({ logits: logits.with(k, snap(logit, 0.1, -5, 5)).join(','), action: k + 1 });
  return probabilities.map((value, k): Handle => {
    const rest = Math.log(logits.reduce((sum, logit, i) => (i === k ? sum : sum + Math.exp(logit)), 0));
    return {
      x: x(ACTIONS[k]!) - barHalf(layout) * 0.5,
      y: p(value),
      fill: 'f-old',
      grip: 'y',
      radius: (k === state.action - 1 ? 7 : 5) * u,
      label: `probability of action ${k + 1}`,
      value: Number(value.toFixed(3)),
      min: 0,
      max: 1,
      valueText: `${probability(value)}, logit ${signed(logits[k]!, 1)}`,
      onDrag: (_, at) => {
        const wanted = Math.max(0.001, Math.min(0.999, p.invert(at)));
        move(k, rest + Math.log(wanted / (1 - wanted)));
      },
      onStep: (dx, dy) => move(k, logits[k]! + (dx || dy) * 0.1),
      onEnd: (side) => move(k, 5 * side),
    };
  });
}

function knotHandles({ x, y }: Layout, { state }: Quantities, set: Change, u: number): Handle[] {
  return drawnValues(state.drawn).map((value, i): Handle => {
    const move = (to: number) => set({ drawn: withKnot(state.drawn, i, to) });
    return {
      x: x(KNOTS[i]!),
      y: y(value + state.constant),
      fill: 'f-ink',
      grip: 'y',
      radius: 4.5 * u,
      label: `f at ${fixed(KNOTS[i]!, 0)}`,
      value,
      min: -DRAWN_END,
      max: DRAWN_END,
      valueText: fixed(value, 1),
      onDrag: (_, at) => move(y.invert(at) - state.constant),
      onStep: (dx, dy) => move(value + (dx || dy) * 0.1),
      onEnd: (side) => move(DRAWN_END * side),
    };
  });
}
