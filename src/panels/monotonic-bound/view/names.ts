import type { Label } from '../../../charts/labels.ts';
import type { Bound } from '../quantities.ts';
import { AXIS } from '../spec.ts';
import type { Layout } from './layout.ts';

/** Each curve is named where it has parted from the others. */
export function namesOf({ x, y, u, em, left, right, top, foot, narrow }: Layout, { worth, old, next }: Bound): Label[] {
  const side = next >= old.at ? 1 : -1;
  // where the bound has fallen by a fifth of the axis its name stands beside it, ahead of θ_old or, without room, behind it
  const drop = (y.domain()[1]! - y.domain()[0]!) / 5;
  const fallen = (way: number): number => {
    let out = Math.abs(next - old.at) || 0.01;
    const level = Math.max(y.domain()[0]! * 0.2, old.value - drop);
    while (out < 8 && old.bound(old.at + way * out) > level) out *= 1.1;
    return old.at + way * out;
  };
  const [ahead, behind] = [fallen(side), fallen(-side)];
  const wide = (narrow ? 5.2 : 8) * em;
  const fits = (t: number, way: number) => (way > 0 ? x(t) < right - wide : x(t) > left + wide);
  const [at, way] = fits(ahead, side) ? [ahead, side] : [behind, -side];
  const far = side > 0 ? AXIS[1] : AXIS[0];
  const gap = y(old.surrogate(far)) - y(worth(far));
  return [
    {
      x: x(at) + way * 8 * u,
      y: Math.min(foot - em * 0.5, y(old.bound(at)) + em * 0.35),
      text: narrow ? '*L* − *C* KL' : '*L* − *C* KL_{max}',
      anchor: way > 0 ? 'start' : 'end',
      class: 't-kl halo',
    },
    {
      x: x(far) - side * 6 * u,
      y: Math.max(top + em, Math.min(y(0), y(old.surrogate(far)) + (gap > 0 ? em * 1.3 : -em * 0.6))),
      text: '*L*',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-new halo',
    },
    {
      x: x(far) - side * 6 * u,
      y: y(worth(far)) + (gap > 0 ? -em * 0.6 : em * 1.3),
      text: '*U*(*θ*)',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-ink halo',
    },
    { x: right, y: foot - 6 * u, text: '*θ*', anchor: 'end', class: 'lbl halo' },
    {
      x: x(old.at) - side * 12 * u,
      y: y(old.value) - em * 0.9,
      text: '*π*_{old}',
      anchor: side > 0 ? 'end' : 'start',
      class: 't-old halo',
    },
  ];
}
