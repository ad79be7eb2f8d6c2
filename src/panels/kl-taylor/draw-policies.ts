import { range, scaleBand, scaleLinear } from 'd3';
import { axisX } from '../../charts/axis.ts';
import { type Bar, bars } from '../../charts/bars.ts';
import { clippedLayer } from '../../charts/clip.ts';
import type { Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { probability } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { type Segment, segments } from '../../charts/segments.ts';
import { density, type Gaussian } from '../../exact/gaussian.ts';
import type { Taylor } from './quantities.ts';

/** Actions that a Gaussian policy is shown over. */
const ACTIONS = [-6, 6] as const;

/** Both policies: as bars, or as densities. */
export function drawPolicies(frame: Frame, { old, new: after }: Taylor): void {
  if ('gaussian' in old && 'gaussian' in after) drawDensities(frame, old.gaussian, after.gaussian);
  else if ('probabilities' in old && 'probabilities' in after) drawBars(frame, old.probabilities, after.probabilities);
}

function drawBars({ svg, width, height, u, em }: Frame, old: readonly number[], after: readonly number[]): void {
  const foot = height - em - 8 * u;
  const x = scaleBand(range(old.length), [0, width]).padding(old.length < 3 ? 0.45 : 0.25);
  const y = scaleLinear([0, 1], [foot, em * 1.4]);
  const wide = (x.bandwidth() - 4 * u) / 2;
  const pair = (action: number): [number, number] => [x(action)!, x(action)! + wide + 4 * u];
  const all = range(old.length).flatMap((action) => [
    { at: pair(action)[0], value: old[action]!, name: 'old' },
    { at: pair(action)[1], value: after[action]!, name: 'new' },
  ]);
  clearDensities(svg);
  bars(
    layer(svg, 'bars'),
    all.map(
      ({ at, value, name }): Bar => ({ x: at, y: y(value), width: wide, height: foot - y(value), class: `w-${name}` }),
    ),
  );
  segments(layer(svg, 'tops'), [
    ...all.map(
      ({ at, value, name }): Segment => ({
        x1: at,
        y1: y(value),
        x2: at + wide,
        y2: y(value),
        class: `data s-${name}`,
        style: 'stroke-linecap:butt',
      }),
    ),
    { x1: 0, y1: foot, x2: width, y2: foot, class: 'ax' },
  ]);
  labels(layer(svg, 'words'), [
    ...all.map(
      ({ at, value, name }): Label => ({
        x: at + wide / 2,
        y: y(value) - 5 * u,
        text: probability(value),
        anchor: 'middle',
        class: `t-${name} halo`,
      }),
    ),
    ...range(old.length).map(
      (action): Label => ({
        x: x(action)! + x.bandwidth() / 2,
        y: foot + em * 1.35,
        text: `*a* = ${action + 1}`,
        anchor: 'middle',
        class: 'lbl',
      }),
    ),
  ]);
}

/** The figure holds either bars or densities. */
function clearDensities(svg: SVGSVGElement): void {
  paths(layer(svg, 'densities'), []);
  axisX(layer(svg, 'axis'), scaleLinear(), 0, { ticks: [], line: null });
}

function drawDensities({ svg, width, height, u, em }: Frame, old: Gaussian, after: Gaussian): void {
  const foot = height - em - 12 * u;
  const x = scaleLinear(ACTIONS, [4 * u, width - 4 * u]);
  const peak = Math.max(density(old, old.mean), density(after, after.mean));
  const y = scaleLinear([0, Math.max(0.4, Math.min(2.4, peak))], [foot, em]);
  const curve = (of: Gaussian): Point[] =>
    range(241).map((i) => {
      const action = ACTIONS[0] + ((ACTIONS[1] - ACTIONS[0]) * i) / 240;
      return [x(action), y(density(of, action))];
    });
  const before = curve(old);
  bars(layer(svg, 'bars'), []);
  segments(layer(svg, 'tops'), []);
  clippedLayer(svg, 'densities', { x: 0, y: 0, width, height: foot + u });
  paths(layer(svg, 'densities'), [
    { d: `${pathOf([[x(ACTIONS[0]), foot], ...before, [x(ACTIONS[1]), foot]])}Z`, class: 'w-old' },
    { d: pathOf(before), class: 'data s-old' },
    { d: pathOf(curve(after)), class: 'data s-new' },
  ] satisfies Path[]);
  axisX(layer(svg, 'axis'), x, foot, { ticks: [-4, -2, 0, 2, 4], line: [x(ACTIONS[0]), x(ACTIONS[1])] });
  const side = after.mean < old.mean ? -1 : 1;
  const name = (of: Gaussian, towards: number, which: 'old' | 'new'): Label => {
    const action = of.mean + towards * of.sigma * 1.1;
    return {
      x: x(action) + towards * 8 * u,
      y: Math.max(em, y(density(of, action)) - 4 * u),
      text: `*π*_{${which}}`,
      anchor: towards < 0 ? 'end' : 'start',
      class: `t-${which} halo`,
    };
  };
  labels(layer(svg, 'words'), [
    name(old, -side, 'old'),
    name(after, side, 'new'),
    { x: x(ACTIONS[1]), y: foot - 6 * u, text: 'action *a*', anchor: 'end', class: 'lbl halo' },
  ]);
}
