import { scaleLog } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { snap } from '../snap.ts';
import { NAMES } from './draw-clouds.ts';
import { type EstimatorState, errorAt, type Quantities } from './quantities.ts';

const BATCHES = [1, 1000] as const;
const MOST = 50;
const SAMPLED = Array.from({ length: 31 }, (_, i) => 1000 ** (i / 30));

/** The number of episodes that the reader points at, kept between redraws. */
export interface Touch {
  batch: number | null;
}

/** How far an estimate is from ∇U, against the episodes that it averages: what scatter there is falls with 1/√N, bias stays. */
export function drawError(
  { svg, width, height, u, em, redraw }: Frame,
  quantities: Quantities,
  touch: Touch,
  set: (change: Partial<EstimatorState>) => void,
): void {
  const { state, qualities } = quantities;
  const [left, right, top, bottom] = [44 * u, width - em * 7.3, em * 3.2, height - em * 3.3];
  const x = scaleLog(BATCHES, [left, right]);
  const errors = qualities.flatMap((quality) => BATCHES.map((batch) => errorAt(quality, state.batch, batch)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...errors)) - 1e-9);
  const low = Math.min(high / 1000, 10 ** Math.floor(Math.log10(Math.min(...errors)) + 1e-9));
  const y = scaleLog([low, high], [bottom, top]);
  const powers = [-5, -4, -3, -2, -1, 0, 1, 2, 3]
    .map((power) => 10 ** power)
    .filter((tick) => tick >= low * 0.99 && tick <= high * 1.01);
  axisX(layer(svg, 'axis-x'), x, bottom, {
    ticks: [1, 10, 100, 1000],
    format: (n) => thousands(n),
    line: [left, right],
  });
  axisY(layer(svg, 'axis-y'), y, left, {
    ticks: powers,
    format: (e) => fixed(e, Math.max(0, -Math.round(Math.log10(e)))),
    line: [bottom, top],
  });
  segments(layer(svg, 'now'), [
    ...(touch.batch === null ? [] : [{ x1: x(touch.batch), y1: top, x2: x(touch.batch), y2: bottom, class: 'gr' }]),
    { x1: x(state.batch), y1: top, x2: x(state.batch), y2: bottom, class: 'hair' },
  ]);
  paths(
    layer(svg, 'curves'),
    qualities.map((quality) => ({
      d: pathOf(SAMPLED.map((batch): [number, number] => [x(batch), y(errorAt(quality, state.batch, batch))])),
      class: 'data s-euclid',
      style: `stroke-width:${(quality.kind === 'wrong' ? 3 : 1.5) * u}`,
    })),
  );
  dots(
    layer(svg, 'here'),
    qualities.map(({ error }) => ({ x: x(state.batch), y: y(error), r: 3 * u, class: 'f-euclid' })),
  );
  const shown = touch.batch ?? state.batch;
  const ends = qualities.map((quality) => y(errorAt(quality, state.batch, BATCHES[1])));
  const middles = placeLabels(ends, em * 1.25, [top, bottom]);
  labels(layer(svg, 'names'), [
    ...qualities.map(({ kind }, i) => ({
      x: right + 7 * u,
      y: middles[i]! + em * 0.35,
      text: touch.batch === null ? NAMES[kind].short : fixed(errorAt(qualities[i]!, state.batch, shown), 3),
      class: kind === 'wrong' ? 'strong' : 'lbl',
    })),
    { x: left - 36 * u, y: em, text: 'How far from ∇*U*, for *N* episodes', class: 'strong' },
    { x: left - 36 * u, y: em * 2.3, text: touch.batch === null ? '√E‖*ĝ* − ∇*U*‖²' : `at *N* = ${thousands(shown)}` },
    { x: right + 7 * u, y: bottom + em * 0.35, text: '*N*', class: 'lbl' },
  ]);
  const point = (batch: number | null) => {
    touch.batch = batch === null ? null : Math.round(Math.max(BATCHES[0], Math.min(BATCHES[1], batch)));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top - 12 * u,
      label: 'Distance for another number of episodes',
      valueText:
        touch.batch === null
          ? 'not shown'
          : `${touch.batch} episodes: ${qualities.map((quality) => `${NAMES[quality.kind].name} ${fixed(errorAt(quality, state.batch, touch.batch!), 3)}`).join(', ')}`,
      onPoint: (at) => point(at && x.invert(at[0])),
      onStep: (by) => point((touch.batch ?? state.batch) * 1.1 ** by + Math.sign(by)),
    },
  ]);
  const to = (wanted: number) => set({ batch: snap(wanted, 1, BATCHES[0], MOST) });
  handles(layer(svg, 'handles'), [
    {
      x: x(state.batch),
      y: bottom,
      fill: 'f-ink',
      grip: 'x',
      radius: 5.5 * u,
      label: 'episodes in a batch',
      value: state.batch,
      min: BATCHES[0],
      max: MOST,
      valueText: String(state.batch),
      onDrag: (px) => to(x.invert(px)),
      onStep: (dx, dy) => to(state.batch + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 1 : MOST),
    },
  ]);
}
