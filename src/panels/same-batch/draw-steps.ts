import { scaleLinear, scaleSqrt } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { shortest } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { segments } from '../../charts/segments.ts';
import { chooseTicks } from '../../charts/ticks.ts';
import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import { drawNames, type Named } from './draw-names.ts';
import type { Area } from './layout.ts';
import type { Tried } from './tried.ts';

/**
 * Where each step ends: KL across, on a scale of √KL, which is how far π has moved; the surrogate's gain upwards. Hollow is
 * what the quadratic and linear models predict, filled what the batch says. Returns where the measured ends lie.
 */
export function drawSteps(frame: Frame, area: Area, tried: readonly Tried[], lit: BatchLearnerId): readonly Named[] {
  const { svg, u, em } = frame;
  const { left, right, top, foot } = area;
  const kls = tried.map(({ step }) => step.kl);
  const gains = tried.map(({ step }) => step.gain);
  /** What the axes hold while nothing has been tried. */
  const usual = tried.length > 0 ? 1e-6 : 0.02;
  // A model that is far off is cut at the edge: what it predicts stands in the table.
  const x = scaleSqrt([0, Math.max(usual, ...kls) * 1.3], [left, right]).clamp(true);
  const y = scaleLinear([Math.min(0, ...gains) * 1.5, Math.max(usual, ...gains) * 1.5], [foot, top]).clamp(true);

  axisX(layer(svg, 'axis-kl'), x, foot, { ticks: klTicks(x.domain()[1]!), format: shortest, line: [left, right] });
  axisY(layer(svg, 'axis-gain'), y, left, {
    ticks: chooseTicks(...(y.domain() as [number, number]), foot - top, em * 2.4),
    line: [foot, top],
  });
  segments(layer(svg, 'ground'), [{ x1: left, y1: y(0), x2: right, y2: y(0), class: 'hair' }]);
  labels(layer(svg, 'before-name'), [{ x: x(0) + 7 * u, y: y(0) - em * 0.5, text: '*π*_{old}', class: 't-old halo' }]);
  const ends = tried.map(({ algo, step }) => ({ algo, x: x(step.kl), y: y(step.gain) }));
  drawNames(frame, 'steps', area, ends, lit);
  segments(
    layer(svg, 'errors'),
    tried.map(({ algo, step }, i) => ({
      x1: x(step.klPredicted),
      y1: y(step.gainPredicted),
      x2: ends[i]!.x,
      y2: ends[i]!.y,
      class: 'thin dash',
      style: `stroke:var(--alg-${algo})`,
    })),
  );
  dots(layer(svg, 'ends'), [
    { x: x(0), y: y(0), r: 4 * u, class: 'f-old' },
    ...tried.map(({ algo, step }) => ({
      x: x(step.klPredicted),
      y: y(step.gainPredicted),
      r: 3.5 * u,
      class: 'f-paper',
      style: `stroke:var(--alg-${algo});stroke-width:${1.25 * u}`,
    })),
    ...ends.map((end) => ({
      ...end,
      r: (end.algo === lit ? 6 : 4.5) * u,
      class: '',
      style: `fill:var(--alg-${end.algo});${end.algo === lit ? `stroke:var(--ink);stroke-width:${1.25 * u}` : ''}`,
    })),
  ]);
  labels(layer(svg, 'steps-words'), [
    { x: left, y: top - em * 0.8, text: 'gain in surrogate *L*^{IS}', anchor: 'start', class: 't-ink halo' },
    { x: right, y: foot + em * 2.6, text: 'KL(*π*_{old} ‖ *π*_{new})', anchor: 'end', class: 't-kl' },
  ]);
  return ends;
}

/** 0, an eighth or so of the end, and about two thirds of it: numbers with one digit. */
function klTicks(end: number): readonly number[] {
  const round = (value: number) => Number(value.toPrecision(1));
  return [...new Set([0, round(end / 8), round(end * 0.7)])];
}
