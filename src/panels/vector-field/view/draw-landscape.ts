import { axisX, axisY } from '../../../charts/axis.ts';
import { clippedLayer } from '../../../charts/clip.ts';
import { contourLines, type Field, levelAlong, sampleField } from '../../../charts/contours.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, paths } from '../../../charts/paths.ts';
import type { Pair } from '../../../exact/two-state.ts';
import type { Problem, ProblemId } from '../problems.ts';
import type { Plane } from './layout.ts';

export type Rule = 'vanilla' | 'natural';
export const COLOUR = { vanilla: 'euclid', natural: 'kl' } as const;

const fields = new Map<ProblemId, Field>();
const traced = new WeakMap<
  SVGSVGElement,
  { key: string; lines: readonly Path[]; names: readonly Label[]; arrows: string }
>();

/** Contours of the exact J and the arrows of one gradient: traced once a size and problem, not once a frame. */
export function drawLandscape(svg: SVGSVGElement, plane: Plane, problem: Problem, rule: Rule): void {
  const { u, left, right, top, bottom, x, y, room, key } = plane;
  let drawn = traced.get(svg);
  if (drawn?.key !== key) {
    drawn = {
      key,
      lines: linesOf(plane, problem),
      names: namesOf(plane, problem),
      arrows: arrowsOf(plane, problem, rule),
    };
    traced.set(svg, drawn);
  }
  paths(clippedLayer(svg, 'contours', room), drawn.lines);
  paths(clippedLayer(svg, 'arrows', room), [
    { d: drawn.arrows, class: `thin s-${COLOUR[rule]}`, style: `opacity:.75;stroke-width:${1.25 * u}` },
  ]);
  labels(layer(svg, 'levels'), drawn.names);
  axisX(layer(svg, 'axis-x'), x, bottom, { ticks: problem.ticksX, line: [left, right] });
  axisY(layer(svg, 'axis-y'), y, left, { ticks: problem.ticksY, line: [bottom, top] });
}

function linesOf({ x, y }: Plane, problem: Problem): Path[] {
  let field = fields.get(problem.id);
  if (!field) {
    const beyond = ([low, high]: Pair): Pair => [low - (high - low) * 0.04, high + (high - low) * 0.04];
    field = sampleField((a, b) => problem.objective([a, b]), beyond(problem.x), beyond(problem.y), 141, 141);
    fields.set(problem.id, field);
  }
  return contourLines(field, problem.levels, x, y).map(({ d }) => ({ d, class: 'hair', style: 'opacity:.5' }));
}

function namesOf({ x, y, em, top, bottom }: Plane, problem: Problem): Label[] {
  let last = Number.POSITIVE_INFINITY;
  return problem.levels.flatMap((level): Label[] => {
    const place = levelAlong((a, b) => problem.objective([a, b]), ...problem.names, level);
    const at = place ? y(place[1]) : 0;
    // names that would touch the one before are left out, and those at the ends of the axis, where courses are named
    if (!place || Math.abs(at - last) < em * 1.35 || at < top + em * 0.6 || at > bottom - em * 1.2) return [];
    last = at;
    const decimals = Math.abs(level) < 2 ? 1 : 0;
    return [{ x: x(place[0]), y: at + em * 0.35, text: fixed(level, decimals), anchor: 'middle', class: 'halo' }];
  });
}

/** Arrows across and down. */
const ACROSS = 12;

/** A field of arrows as one path. Their length grows with the gradient and ends short of the next arrow. */
function arrowsOf({ x, y, left, right, top, bottom, u }: Plane, problem: Problem, rule: Rule): string {
  const pitch = (right - left) / ACROSS;
  const down = Math.max(4, Math.round((bottom - top) / pitch));
  const brisk = problem.brisk[rule];
  const parts: string[] = [];
  for (let row = 0; row < down; row += 1)
    for (let column = 0; column < ACROSS; column += 1) {
      const px = left + (column + 0.5) * pitch;
      const py = top + ((row + 0.5) * (bottom - top)) / down;
      const [d1, d2] = problem[rule]([x.invert(px), y.invert(py)]);
      const speed = Math.hypot(d1, d2);
      const [vx, vy] = [x(d1) - x(0), y(d2) - y(0)];
      const length = Math.hypot(vx, vy);
      if (!(speed > 0) || !Number.isFinite(length)) continue;
      const reach = pitch * 0.86 * (speed / (speed + brisk));
      parts.push(arrow(px, py, (vx / length) * reach, (vy / length) * reach, u));
    }
  return parts.join('');
}

/** A shaft with a head, centred; too short for one, a dot. */
function arrow(px: number, py: number, dx: number, dy: number, u: number): string {
  const length = Math.hypot(dx, dy);
  const at = (value: number) => value.toFixed(1);
  const [x1, y1, x2, y2] = [px - dx / 2, py - dy / 2, px + dx / 2, py + dy / 2];
  if (length < 2.5 * u) return `M${at(px - 0.6 * u)} ${at(py)}h${at(1.2 * u)}`;
  const head = Math.min(4.5 * u, length * 0.5);
  const [c, s] = [(dx / length) * head, (dy / length) * head];
  const wing = 0.5;
  return [
    `M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}`,
    `M${at(x2 - c - s * wing)} ${at(y2 - s + c * wing)}L${at(x2)} ${at(y2)}L${at(x2 - c + s * wing)} ${at(y2 - s - c * wing)}`,
  ].join('');
}
