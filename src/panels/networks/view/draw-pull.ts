import { dimensionPaths } from '../../../charts/dimension.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { handles } from '../../../charts/handle.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { paths } from '../../../charts/paths.ts';
import { segments } from '../../../charts/segments.ts';
import { snap } from '../../snap.ts';
import { type Fit, stepOf } from '../findings.ts';

/** c moves in these steps, and this far. */
const STEP = 0.01;
const MOST = 1;

/**
 * The plane that both pulls span in the trunk's parameters, seen from where the trunk stands: what the policy loss asks to
 * the right, c times what the value loss asks at its true angle, and their sum, which is the step.
 */
export function drawPull(frame: Frame, fit: Fit, vfCoef: number, setVfCoef: (vfCoef: number) => void): void {
  const { svg, u, em } = frame;
  const { policyNorm, valueNorm, cosine } = fit.pull;
  const sine = Math.sqrt(1 - cosine * cosine);
  const step = stepOf(fit, vfCoef);
  const plane = planeOf(frame, fit);
  const { origin, perUnit, at } = plane;
  const value = vfCoef * valueNorm;
  const policyTip = at(policyNorm, 0);
  const valueTip = at(value * cosine, value * sine);
  const sumTip = at(step.along, step.across);
  const rayEnd = at(MOST * valueNorm * cosine, MOST * valueNorm * sine);

  segments(layer(svg, 'ground'), [
    { x1: origin[0], y1: origin[1] + em * 0.6, x2: origin[0], y2: em * 4.2, class: 'hair' },
    { x1: origin[0], y1: origin[1], x2: rayEnd[0], y2: rayEnd[1], class: 'hair', style: 'opacity:.5' },
    { x1: policyTip[0], y1: policyTip[1], x2: sumTip[0], y2: sumTip[1], class: 'thin s-ink dash', style: FAINT },
    { x1: valueTip[0], y1: valueTip[1], x2: sumTip[0], y2: sumTip[1], class: 'thin s-new dash', style: FAINT },
  ]);
  paths(layer(svg, 'pulls'), [
    { d: arcPath(origin, Math.min(28 * u, (step.length * perUnit) / 2), step.angle), class: 'thin s-euclid' },
    ...dimensionPaths({ from: origin, to: valueTip, stroke: 's-ink', fill: 'f-ink', open: true }),
    ...dimensionPaths({ from: origin, to: policyTip, stroke: 's-new', fill: 'f-new', open: true }),
    ...dimensionPaths({ from: origin, to: sumTip, stroke: 's-euclid', fill: 'f-euclid', open: true, width: 3 * u }),
  ]);
  const low = Math.min(sumTip[1], origin[1] - em * 1.6);
  labels(layer(svg, 'words'), [
    { x: 0, y: em, text: 'the pulls on the shared trunk', class: 'strong' },
    { x: origin[0] - em * 0.6, y: em * 4.6, text: 'worse for *π*', anchor: 'end', class: 'halo' },
    { x: origin[0] + em * 0.6, y: em * 4.6, text: 'better for *π*', class: 'halo' },
    {
      x: origin[0] + em * 1.2,
      y: origin[1] + em * 1.7,
      text: `−∇*L*_{π}: ${fixed(policyNorm, 3)}`,
      class: 't-new halo',
    },
    {
      x: valueTip[0] - 21 * u,
      y: Math.min(valueTip[1] + em * 0.35, origin[1] - em * 0.5),
      text: `*c* = ${fixed(vfCoef)}`,
      anchor: 'end',
      class: 't-ink halo',
    },
    { x: sumTip[0] + 8 * u, y: low, text: 'the step,', class: 't-euclid halo' },
    { x: sumTip[0] + 8 * u, y: low + em * 1.2, text: `${fixed(step.degrees, 0)}° off`, class: 't-euclid halo' },
  ]);
  handles(layer(svg, 'handles'), [
    {
      x: valueTip[0],
      y: valueTip[1],
      fill: 'f-ink',
      grip: 'xy',
      label: 'value loss weight',
      value: vfCoef,
      min: 0,
      max: MOST,
      valueText: `${fixed(vfCoef)}, the step ${fixed(step.degrees, 0)} degrees off what the policy asks`,
      // along its own direction: the foot of the pointer on it
      onDrag: (px, py) => {
        const foot = (px - origin[0]) * cosine - (py - origin[1]) * sine;
        setVfCoef(snap(foot / (valueNorm * perUnit), STEP, 0, MOST));
      },
      onStep: (dx, dy) => setVfCoef(snap(vfCoef + (dx || dy) * STEP * 2, STEP, 0, MOST)),
      onEnd: (side) => setVfCoef(side < 0 ? 0 : MOST),
    },
  ]);
}

/** Where the trunk stands, and px per unit: as large as the pulls at the most c allow, so that nothing moves while c does. */
function planeOf({ width, height, em }: Frame, { pull: { policyNorm, valueNorm, cosine } }: Fit) {
  const along = MOST * valueNorm * cosine;
  const across = MOST * valueNorm * Math.sqrt(1 - cosine * cosine);
  const [least, most] = [Math.min(0, along), Math.max(policyNorm, policyNorm + along)];
  // room for the words at both sides, and above and below
  const [left, right, top, bottom] = [em * 6.4, width - em * 5, em * 6, height - em * 3.4];
  const perUnit = Math.min((right - left) / Math.max(most - least, 1e-9), (bottom - top) / Math.max(across, 1e-9));
  const spare = right - left - (most - least) * perUnit;
  const origin = [left + spare / 2 - least * perUnit, bottom] as const;
  return {
    origin,
    perUnit,
    at: (x: number, y: number) => [origin[0] + x * perUnit, origin[1] - y * perUnit] as const,
  };
}

const FAINT = 'opacity:.6';

/** From the policy's direction, which is to the right, to the step's. */
function arcPath([x, y]: readonly [number, number], radius: number, angle: number): string {
  if (!(radius > 0)) return '';
  return `M${x + radius} ${y}A${radius} ${radius} 0 0 0 ${x + radius * Math.cos(angle)} ${y - radius * Math.sin(angle)}`;
}
