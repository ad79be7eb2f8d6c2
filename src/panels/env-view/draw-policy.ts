import { scaleLinear } from 'd3';
import { bars } from '../../charts/bars.ts';
import type { Point } from '../../charts/decimate.ts';
import { fixed, probability, UNKNOWN } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { segments } from '../../charts/segments.ts';
import type { ActionSpace, Environment } from '../../engine/envs/environment.ts';
import type { SideColumn } from './draw-scene.ts';

/**
 * π(· | s) in the large copy's state: a bar for each action, or a density over the box. The action just taken stands out.
 * @returns where the next row of text may have its baseline, in px.
 */
export function drawPolicy(
  group: SVGGElement,
  column: SideColumn,
  { action: space }: Environment,
  taken: ArrayLike<number> | null,
  policy: Float32Array | null,
): number {
  return space.kind === 'discrete'
    ? drawProbabilities(group, column, space, taken, policy)
    : drawDensities(group, column, space, taken, policy);
}

type Discrete = Extract<ActionSpace, { kind: 'discrete' }>;
type Continuous = Extract<ActionSpace, { kind: 'box' }>;

function drawProbabilities(
  group: SVGGElement,
  { x, width, u, em, isLow }: SideColumn,
  { names }: Discrete,
  taken: ArrayLike<number> | null,
  policy: Float32Array | null,
): number {
  const pitch = em + (isLow ? 16 : 24) * u;
  const first = isLow ? em + 8 * u : em * 1.5 + 12 * u;
  const rows = names.map((name, i) => {
    const p = policy?.[i];
    return {
      name,
      y: first + i * pitch,
      p: p ?? 0,
      text: p === undefined ? UNKNOWN : probability(p),
      on: taken?.[0] === i,
    };
  });
  bars(
    group,
    rows.flatMap(({ y, p, on }) => {
      const track = { x, y: y + 5 * u, height: 5 * u };
      return [
        { ...track, width, class: 'w-old' },
        { ...track, width: width * p, class: on ? 'f-new' : 'f-old' },
      ];
    }),
  );
  segments(group, []);
  paths(group, []);
  labels(
    group,
    rows.flatMap(({ name, y, text, on }): Label[] => {
      const ink = on ? 't-ink' : 'lbl';
      return [
        { x, y, text: `*π*(${name} | *s*)`, class: ink },
        { x: x + width, y, text, anchor: 'end', class: ink },
      ];
    }),
  );
  return first + names.length * pitch + 6 * u;
}

/** A Gaussian for each component, its mean as a tick, the action taken as a line through it. */
function drawDensities(
  group: SVGGElement,
  { x, width, u, em }: SideColumn,
  { names, low, high }: Continuous,
  taken: ArrayLike<number> | null,
  policy: Float32Array | null,
): number {
  const tall = 34 * u;
  const pitch = tall + em * 3.6;
  const scale = scaleLinear([low, high], [x, x + width]).clamp(true);
  const rows = names.map((name, i) => {
    const known = policy && policy.length >= 2 * i + 2;
    const floor = em * 2 + 8 * u + tall + i * pitch;
    return {
      name,
      floor,
      mean: known ? policy[2 * i]! : null,
      deviation: known ? policy[2 * i + 1]! : null,
      action: taken?.[i],
    };
  });
  bars(group, []);
  paths(
    group,
    rows.flatMap(({ floor, mean, deviation }) => {
      if (mean === null || deviation === null) return [];
      const curve = densityCurve(mean, deviation, [low, high]).map(([at, h]): Point => [scale(at), floor - h * tall]);
      const area = [[x, floor] as const, ...curve, [x + width, floor] as const];
      return [
        { d: `${pathOf(area)}Z`, class: 'w-new' },
        { d: pathOf(curve), class: 'thin s-new', style: `stroke-width:${1.5 * u}` },
      ];
    }),
  );
  segments(
    group,
    rows.flatMap(({ floor, mean, action }) => [
      { x1: x, y1: floor, x2: x + width, y2: floor, class: 'ax' },
      ...(mean === null
        ? []
        : [{ x1: scale(mean), y1: floor, x2: scale(mean), y2: floor - tall, class: 'thin s-new' }]),
      ...(action === undefined
        ? []
        : [{ x1: scale(action), y1: floor + 4 * u, x2: scale(action), y2: floor - 8 * u, class: 'data s-ink' }]),
    ]),
  );
  labels(
    group,
    rows.flatMap(({ name, floor, mean, deviation }): Label[] => [
      { x, y: floor - tall - 6 * u, text: `*π*(${name} | *s*)`, class: 't-ink halo' },
      // a narrow column keeps the numbers that change
      ...(width < 110 * u
        ? []
        : [
            { x, y: floor + em * 1.3, text: fixed(low, 0) },
            { x: x + width, y: floor + em * 1.3, text: fixed(high, 0), anchor: 'end' as const },
          ]),
      {
        x: x + width / 2,
        y: floor + em * 1.3,
        text: mean === null || deviation === null ? UNKNOWN : sayGaussian(mean, deviation),
        anchor: 'middle',
        class: 'lbl',
      },
    ]),
  );
  return em * 2 + 8 * u + tall + (names.length - 1) * pitch + em * 3.1;
}

/** A policy that draws nothing is its mean. */
export const sayGaussian = (mean: number, deviation: number): string =>
  deviation === 0 ? fixed(mean) : `${fixed(mean)} ± ${fixed(deviation)}`;

/** Heights from 0 to 1 along [low, high]; a deviation far narrower than a pixel still shows as a peak at its mean. */
function densityCurve(mean: number, deviation: number, [low, high]: readonly [number, number]): Point[] {
  const spread = Math.max(deviation, (high - low) / 200);
  const places = Array.from({ length: 61 }, (_, i) => low + ((high - low) * i) / 60);
  if (mean > low && mean < high) places.push(mean);
  return places.sort((a, b) => a - b).map((at) => [at, Math.exp(-0.5 * ((at - mean) / spread) ** 2)]);
}
