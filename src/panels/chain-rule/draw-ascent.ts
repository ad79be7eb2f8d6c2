import { scaleLinear } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import type { Point } from '../../charts/decimate.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { probes } from '../../charts/probe.ts';
import { segments } from '../../charts/segments.ts';
import { snap } from '../snap.ts';
import { type ChainRuleState, MOST_STEPS, type Quantities } from './quantities.ts';

/** The step that the reader points at, kept between redraws. */
export interface Touch {
  step: number | null;
}

/** What the critic says of the policy and what it is worth, after each step; steps not taken yet are faint. */
export function drawAscent(
  frame: Frame,
  quantities: Quantities,
  touch: Touch,
  set: (change: Partial<ChainRuleState>) => void,
): void {
  const { svg, width, height, u, em, redraw } = frame;
  const { state, standings, best } = quantities;
  const [left, right, top, bottom] = [34 * u, width - em * 6.8, em * 2.6, height - em * 2.3];
  const x = scaleLinear([0, MOST_STEPS], [left, right]);
  const values = standings.flatMap(({ believed, real }) => [believed, real]).concat(best.value);
  // a whole number of units, so that the axis rests while a curve is dragged
  const [low, high] = [Math.floor(Math.min(...values, 0)), Math.ceil(Math.max(...values, 0) + 1e-9)];
  const y = scaleLinear([low, Math.max(high, low + 1)], [bottom, top]);
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: [0, 20, 40, 60], line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, { ticks: y.ticks(4).filter(Number.isInteger), line: [bottom, top] });
  const line = (key: 'believed' | 'real', from: number, to: number) =>
    pathOf(standings.slice(from, to + 1).map((standing, i): Point => [x(from + i), y(standing[key])]));
  segments(layer(svg, 'best'), [{ x1: left, y1: y(best.value), x2: right, y2: y(best.value), class: 'hair' }]);
  const faint = 'opacity:.28';
  paths(layer(svg, 'courses'), [
    { d: line('real', state.steps, MOST_STEPS), class: 'data s-ink', style: faint },
    { d: line('believed', state.steps, MOST_STEPS), class: 'data s-ink dash', style: faint },
    { d: line('real', 0, state.steps), class: 'data s-ink' },
    { d: line('believed', 0, state.steps), class: 'data s-ink dash' },
  ]);
  const at = touch.step ?? state.steps;
  const shown = standings[at]!;
  segments(layer(svg, 'now'), [
    { x1: x(at), y1: y(shown.believed), x2: x(at), y2: bottom, class: 'thin s-new', style: 'opacity:.5' },
  ]);
  dots(layer(svg, 'here'), [
    { x: x(0), y: y(standings[0]!.believed), r: 3.5 * u, class: 'f-old' },
    { x: x(at), y: y(shown.real), r: 3.5 * u, class: 'f-new' },
    { x: x(at), y: y(shown.believed), r: 3.5 * u, class: 'f-new' },
  ]);
  const last = standings[MOST_STEPS]!;
  const [real, believed, most] = placeLabels([y(last.real), y(last.believed), y(best.value)], em * 1.3, [
    top,
    bottom - em * 0.4,
  ]) as [number, number, number];
  labels(layer(svg, 'words'), [
    { x: left - 26 * u, y: em, text: 'What the ascent gets', class: 'strong' },
    { x: right + 7 * u, y: real + em * 0.35, text: `true *Q* ${fixed(shown.real)}`, class: 'lbl halo' },
    { x: right + 7 * u, y: believed + em * 0.35, text: `*Q*_{φ} ${fixed(shown.believed)}`, class: 'lbl halo' },
    { x: right + 7 * u, y: most + em * 0.35, text: `best ${fixed(best.value)}`, class: 'halo' },
    { x: x(50), y: bottom + em * 1.05 + 4 * u, text: 'steps', anchor: 'middle', class: 'lbl' },
  ]);
  const point = (step: number | null) => {
    touch.step = step === null ? null : Math.round(Math.max(0, Math.min(MOST_STEPS, step)));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top - 12 * u,
      label: 'Values after another number of steps',
      valueText:
        touch.step === null
          ? 'not shown'
          : `after ${at} steps the critic says ${fixed(shown.believed)}, true is ${fixed(shown.real)}`,
      onPoint: (place) => point(place && x.invert(place[0])),
      onStep: (by) => point((touch.step ?? state.steps) + by),
    },
  ]);
  const to = (wanted: number) => set({ steps: snap(wanted, 1, 0, MOST_STEPS) });
  handles(layer(svg, 'handles'), [
    {
      x: x(state.steps),
      y: bottom,
      fill: 'f-new',
      grip: 'x',
      radius: 5.5 * u,
      label: 'steps taken',
      value: state.steps,
      min: 0,
      max: MOST_STEPS,
      valueText: String(state.steps),
      onDrag: (px) => to(x.invert(px)),
      onStep: (dx, dy) => to(state.steps + (dx || dy)),
      onEnd: (side) => to(side < 0 ? 0 : MOST_STEPS),
    },
  ]);
}
