import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import type { Handle } from '../../../charts/handle.ts';
import { density } from '../../../exact/gaussian.ts';
import { snap } from '../../snap.ts';
import type { ImportanceState, Quantities } from '../quantities.ts';
import type { Layout } from './layout.ts';

export type Change = (change: Partial<ImportanceState>) => void;

/** Both policies are grabbed at mean and spread; the new one, which the panel is about, first. */
export function policyHandles(
  { u }: Frame,
  { a, p }: Layout,
  { before, after, state }: Quantities,
  set: Change,
): Handle[] {
  const grip = (name: string, tone: 'old' | 'new', value: number, min: number, max: number) => ({
    fill: `f-${tone}`,
    grip: 'x' as const,
    label: `${name} of the ${tone} policy`,
    value,
    min,
    max,
    valueText: fixed(value),
  });
  const mean = (tone: 'old' | 'new', x: number, y: number): Handle => {
    const key = tone === 'new' ? 'muNew' : 'muOld';
    const to = (value: number) => set({ [key]: snap(value, 0.05, -2, 2) });
    return {
      ...grip('mean', tone, state[key], -2, 2),
      x,
      y,
      onDrag: (px) => to(a.invert(px)),
      onStep: (dx, dy) => to(state[key] + (dx || dy) * 0.05),
      onEnd: (side) => to(2 * side),
    };
  };
  const spread = (tone: 'old' | 'new', side: 1 | -1): Handle => {
    const [key, policy] = tone === 'new' ? (['sigmaNew', after] as const) : (['sigmaOld', before] as const);
    const to = (value: number) => set({ [key]: snap(value, 0.05, 0.4, 2) });
    return {
      ...grip('spread', tone, state[key], 0.4, 2),
      radius: 5 * u,
      x: a(policy.mean + side * policy.sigma),
      y: p(density(policy, policy.mean + policy.sigma)),
      onDrag: (px) => to(side * (a.invert(px) - policy.mean)),
      onStep: (dx, dy) => to(state[key] + (side * dx || dy) * 0.05),
      onEnd: (end) => to(end < 0 ? 0.4 : 2),
    };
  };
  return [
    mean('new', a(after.mean), p(density(after, after.mean))),
    spread('new', 1),
    // at the foot, where the new policy's handles never stand
    mean('old', a(before.mean), p(0)),
    spread('old', -1),
  ];
}
