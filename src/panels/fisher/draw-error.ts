import { scaleLog } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { snap } from '../snap.ts';
import { COUNTS, type FisherState, MOST_SAMPLES, type Quantities } from './quantities.ts';
import { sayPercent } from './verdict.ts';

/** The number of samples that the reader points at, kept between redraws. */
export interface Touch {
  samples: number | null;
}

const ERRORS = [0.003, 6] as const;

/** Relative error against N, on log-log axes: this draw, some others, and what is usual, which falls with 1/√N. */
export function drawError(
  frame: Frame,
  quantities: Quantities,
  touch: Touch,
  set: (change: Partial<FisherState>) => void,
): void {
  const { svg, width, height, u, em, redraw } = frame;
  const { state, course, otherCourses, error, errorOfOne } = quantities;
  const [left, right, top, bottom] = [46 * u, width - 18 * u, em * 3.6, height - em * 2.4];
  const x = scaleLog([1, MOST_SAMPLES], [left, right]);
  const y = scaleLog(ERRORS, [bottom, top]).clamp(true);
  const line = (errors: readonly number[]) =>
    pathOf(errors.map((value, i): [number, number] => [x(COUNTS[i]!), y(value)]));
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: [1, 10, 100, 1000, 10_000],
    format: (n) => thousands(n),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: [0.01, 0.1, 1],
    format: (e) => `${fixed(e * 100, 0)} %`,
    line: [bottom, top],
  });
  segments(layer(svg, 'now'), [
    { x1: x(state.samples), y1: y(error), x2: x(state.samples), y2: bottom, class: 'thin s-kl', style: 'opacity:.5' },
  ]);
  paths(
    layer(svg, 'others'),
    otherCourses.map((errors) => ({ d: line(errors), class: 'thin s-kl', style: 'opacity:.28' })),
  );
  paths(layer(svg, 'course'), [
    { d: line(COUNTS.map((count) => errorOfOne / Math.sqrt(count))), class: 'hair', style: `stroke-width:${1.5 * u}` },
    { d: line(course), class: 'data s-kl' },
  ]);
  const at = touch.samples;
  const usual = at === null ? 0 : errorOfOne / Math.sqrt(at);
  dots(layer(svg, 'reading'), at === null ? [] : [{ x: x(at), y: y(usual), r: 3 * u, class: 'f-ink' }]);
  const named = 400;
  labels(layer(svg, 'words'), [
    { x: left - 38 * u, y: em, text: 'How far *F̂* is from *F*', class: 'strong' },
    {
      x: left - 38 * u,
      y: em * 2.3,
      text: at === null ? '‖*F̂* − *F*‖ / ‖*F*‖' : `usual for *N* = ${thousands(at)}: ${sayPercent(usual)}`,
    },
    {
      x: x(named) + 6 * u,
      y: y(errorOfOne / Math.sqrt(named)) - em * 1.4,
      text: `usual: ${fixed(errorOfOne, 2)}/√*N*`,
      class: 'lbl halo',
    },
    { x: right + 6 * u, y: bottom - em * 0.5, text: '*N*', class: 'lbl' },
    {
      // at the foot, on the side that fewer courses cross
      x: x(state.samples) + (state.samples > 20 ? -6 : 6) * u,
      y: bottom - em * 0.6,
      text: `*N* = ${thousands(state.samples)}: ${sayPercent(error)}`,
      anchor: state.samples > 20 ? 'end' : 'start',
      class: 'halo t-kl',
    },
  ]);
  const point = (samples: number | null) => {
    touch.samples = samples === null ? null : Math.round(Math.max(1, Math.min(MOST_SAMPLES, samples)));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      label: 'Usual error for another number of samples',
      valueText: at === null ? 'not shown' : `${thousands(at)} samples: ${sayPercent(usual)}`,
      onPoint: (place) => point(place && x.invert(place[0])),
      onStep: (by) => point((touch.samples ?? state.samples) * 1.1 ** by + Math.sign(by)),
    },
  ]);
  const to = (wanted: number) => set({ samples: snap(wanted, 1, 1, MOST_SAMPLES) });
  handles(layer(svg, 'handles'), [
    {
      x: x(state.samples),
      y: y(error),
      fill: 'f-kl',
      grip: 'x',
      label: 'number of samples',
      value: state.samples,
      min: 1,
      max: MOST_SAMPLES,
      valueText: `${thousands(state.samples)}, relative error ${sayPercent(error)}`,
      onDrag: (px) => to(x.invert(Math.max(left, Math.min(right, px)))),
      onStep: (dx, dy) => to(state.samples + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 1 : MOST_SAMPLES),
    },
  ]);
}
