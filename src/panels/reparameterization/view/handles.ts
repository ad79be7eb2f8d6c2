import { fixed } from '../../../charts/format.ts';
import type { Handle } from '../../../charts/handle.ts';
import { density } from '../../../exact/gaussian.ts';
import { KNOTS } from '../../../exact/rewards.ts';
import { DRAWN_END, drawnValues, withKnot } from '../../reward-field.ts';
import { snap } from '../../snap.ts';
import type { Quantities, ReparameterizationState } from '../quantities.ts';
import type { Layout } from './layout.ts';

export type Change = (change: Partial<ReparameterizationState>) => void;

/** The policy at its mean and spread, and the noise that is followed. */
export function policyHandles({ a, z, p, q }: Layout, { state }: Quantities, set: Change, u: number): Handle[] {
  const { mean, sigma } = state;
  const policy = { mean, sigma };
  const toMean = (value: number) => set({ mean: snap(value, 0.05, -3, 3) });
  const toSigma = (value: number) => set({ sigma: snap(value, 0.05, 0.1, 2) });
  const toZ = (value: number) => set({ z: snap(value, 0.05, -2.5, 2.5) });
  return [
    {
      x: a(mean),
      y: p(density(policy, mean)),
      fill: 'f-old',
      grip: 'x',
      label: 'mean of the policy, mu',
      value: mean,
      min: -3,
      max: 3,
      valueText: fixed(mean),
      onDrag: (at) => toMean(a.invert(at)),
      onStep: (dx, dy) => toMean(mean + (dx || dy) * 0.05),
      onEnd: (side) => toMean(3 * side),
    },
    {
      x: a(mean + sigma),
      y: p(density(policy, mean + sigma)),
      fill: 'f-old',
      grip: 'x',
      radius: 5 * u,
      label: 'spread of the policy, sigma',
      value: sigma,
      min: 0.1,
      max: 2,
      valueText: fixed(sigma),
      onDrag: (at) => toSigma(a.invert(at) - mean),
      onStep: (dx, dy) => toSigma(sigma + (dx || dy) * 0.05),
      onEnd: (side) => toSigma(side < 0 ? 0.1 : 2),
    },
    {
      x: z(state.z),
      y: q(0),
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'noise that is followed, z',
      value: state.z,
      min: -2.5,
      max: 2.5,
      valueText: fixed(state.z),
      onDrag: (at) => toZ(z.invert(at)),
      onStep: (dx, dy) => toZ(state.z + (dx || dy) * 0.05),
      onEnd: (side) => toZ(2.5 * side),
    },
  ];
}

/** f, where it is drawn by hand, at its knots. */
export function knotHandles({ a, y }: Layout, { state }: Quantities, set: Change, u: number): Handle[] {
  return drawnValues(state.drawn).map((value, i): Handle => {
    const move = (to: number) => set({ drawn: withKnot(state.drawn, i, to) });
    return {
      x: a(KNOTS[i]!),
      y: y(value),
      fill: 'f-ink',
      grip: 'y',
      radius: 4.5 * u,
      label: `f at ${fixed(KNOTS[i]!, 0)}`,
      value,
      min: -DRAWN_END,
      max: DRAWN_END,
      valueText: fixed(value, 1),
      onDrag: (_, at) => move(y.invert(at)),
      onStep: (dx, dy) => move(value + (dx || dy) * 0.1),
      onEnd: (side) => move(DRAWN_END * side),
    };
  });
}
