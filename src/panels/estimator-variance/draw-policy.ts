import { contours, geoPath, geoTransform } from 'd3';
import { axisX, axisY } from '../../charts/axis.ts';
import { dimensions } from '../../charts/dimension.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, probability as sayProbability } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { pathOf, paths } from '../../charts/paths.ts';
import { expectedReward } from '../../exact/bandit-estimators.ts';
import { expectedReturn } from '../../exact/policy-gradient-estimators.ts';
import { probability } from '../../exact/sigmoid.ts';
import { clipTo } from './clip.ts';
import { type Layout, LOGITS } from './layout.ts';
import { BANDIT, EPISODES, type Quantities } from './quantities.ts';

/** Where the policy is: contours of U over both logits, or U along the bandit's one; the arrow is ∇U. */
export function drawPolicy({ svg }: Frame, layout: Layout, quantities: Quantities): void {
  const group = layer(svg, 'policy');
  const isBandit = quantities.state.problem === 'bandit';
  drawAxes(group, layout, isBandit);
  drawValue(group, layout, isBandit);
  drawGradient(group, layout, quantities, isBandit);
}

function drawAxes(group: SVGGElement, { policy, u, em, narrow }: Layout, isBandit: boolean): void {
  const { x, y, left, right, top, bottom } = policy;
  axisX(layer(group, 'axis-x'), x, bottom, { ticks: [-4, -2, 0, 2].slice(narrow ? 1 : 0), line: [left, right] });
  axisY(layer(group, 'axis-y'), y, left, {
    ticks: isBandit ? [0.5, 1] : [-4, 0, 4],
    line: [bottom, top],
  });
  labels(layer(group, 'axis-words'), [
    { x: right, y: bottom + em * 1.05 + 4 * u, text: isBandit ? '*θ*' : '*θ*_{i}', anchor: 'end', class: 'lbl' },
    { x: left + 6 * u, y: top + em * 0.7, text: isBandit ? '*U*' : '*θ*_{j}', class: 'lbl halo' },
  ]);
}

const CELLS = 42;
/** The grid's ends, past the plane's on every side: contours close outside it. */
const GRID = [-4.2, 4.2] as const;
const LEVELS = [2, 4, 6, 8, 10, 12, 14];
/** Contours of U over the plane of logits, in cells of its grid: the same for every state of the panel. */
let kept: ReturnType<ReturnType<typeof contours>> | null = null;

function valueContours() {
  if (kept) return kept;
  const side = CELLS + 1;
  const logit = (cell: number) => GRID[0] + ((GRID[1] - GRID[0]) * cell) / CELLS;
  const values = Array.from({ length: side * side }, (_, i) =>
    expectedReturn(EPISODES, [logit(i % side), logit(Math.floor(i / side))]),
  );
  kept = contours().size([side, side]).thresholds(LEVELS)(values);
  return kept;
}

function drawValue(group: SVGGElement, { policy, em, u }: Layout, isBandit: boolean): void {
  const { x, y, left, right, top, bottom } = policy;
  const curves = layer(group, 'value');
  clipTo(curves, 'estimator-variance-value', policy);
  if (isBandit) {
    delete curves.dataset.drawnAt;
    const points = Array.from({ length: 81 }, (_, i): [number, number] => {
      const theta = LOGITS[0] + ((LOGITS[1] - LOGITS[0]) * i) / 80;
      return [x(theta), y(expectedReward(BANDIT, theta))];
    });
    paths(curves, [{ d: pathOf(points), class: 'data s-ink', style: `stroke-width:${1.5 * u}` }]);
    labels(layer(group, 'levels'), []);
    return;
  }
  const key = [left, right, top, bottom].join();
  if (curves.dataset.drawnAt === key) return;
  curves.dataset.drawnAt = key;
  // a contour's grid has its cells' middles at half numbers
  const logit = (cell: number) => GRID[0] + ((GRID[1] - GRID[0]) * (cell - 0.5)) / CELLS;
  const toX = (cell: number) => x(logit(cell));
  const toY = (cell: number) => y(logit(cell));
  const project = geoPath(
    geoTransform({
      point(cx, cy) {
        this.stream.point(toX(cx), toY(cy));
      },
    }),
  );
  project.digits(1);
  const found = valueContours();
  paths(
    curves,
    found.map((contour) => ({ d: project(contour) ?? '', class: 'gr', style: 'stroke:var(--line-strong);opacity:.6' })),
  );
  labels(layer(group, 'levels'), levelLabels(found, toX, toY, em));
}

/** A contour's value, where it is nearest to the diagonal from the upper left to the lower right. */
function levelLabels(
  found: ReturnType<typeof valueContours>,
  toX: (cell: number) => number,
  toY: (cell: number) => number,
  em: number,
): Label[] {
  return found
    .filter(({ value, coordinates }) => value % 4 === 0 && coordinates.length > 0)
    .map(({ coordinates, value }) => {
      const ring = coordinates.flat(2) as unknown as readonly (readonly [number, number])[];
      const off = ([cx, cy]: readonly [number, number]) =>
        cx < 2 || cy < 2 || cx > CELLS - 1 || cy > CELLS - 1
          ? Infinity
          : Math.abs(cx - 0.75 * CELLS + (cy - CELLS / 2) * 0.1);
      const [cx, cy] = ring.reduce((best, point) => (off(point) < off(best) ? point : best));
      return { x: toX(cx), y: toY(cy) + em * 0.35, text: fixed(value, 0), anchor: 'middle', class: 'halo' };
    });
}

/** Longest arrow, as a part of the cell. */
const LENGTH = 0.3;

function drawGradient(
  group: SVGGElement,
  { policy, em, narrow }: Layout,
  quantities: Quantities,
  isBandit: boolean,
): void {
  const { x, y, left, right, top, bottom } = policy;
  const { state, gradient, value } = quantities;
  const size = Math.hypot(...gradient);
  const length = (right - left) * LENGTH * Math.min(1, size / (isBandit ? 0.125 : 3));
  const from: [number, number] = [x(state.theta1), isBandit ? y(value) : y(state.theta2)];
  const slope = isBandit ? [1, (y(gradient[0]) - y(0)) / (x(1) - x(0))] : [gradient[0], -gradient[1]];
  const norm = Math.hypot(...slope) || 1;
  const [dx, dy] = [(length * slope[0]!) / norm, (length * slope[1]!) / norm];
  // near an edge the arrow ends there
  const room = Math.min(
    1,
    dx === 0 ? 1 : ((dx > 0 ? right : left) - from[0]) / dx,
    dy === 0 ? 1 : ((dy > 0 ? bottom : top) - from[1]) / dy,
  );
  dimensions(layer(group, 'gradient'), [
    {
      from,
      to: [from[0] + dx * room, from[1] + dy * room],
      stroke: 's-euclid',
      fill: 'f-euclid',
      open: true,
    },
  ]);
  const stays = isBandit
    ? `*π*(right) = ${sayProbability(probability(state.theta1))}`
    : narrow
      ? `*i* ${sayProbability(probability(state.theta1))}, *j* ${sayProbability(probability(state.theta2))}`
      : `stays: *i* ${sayProbability(probability(state.theta1))}, *j* ${sayProbability(probability(state.theta2))}`;
  const line = top - em * 1.75;
  labels(layer(group, 'words'), [
    { x: left, y: line, text: 'the policy', class: 'strong' },
    { x: right, y: line, text: `*U* ${fixed(value)}`, anchor: 'end', class: 'lbl' },
    { x: left, y: line + em * 1.3, text: stays },
    {
      x: right,
      y: line + em * 1.3,
      text: narrow ? `∇ ${fixed(size)}` : `‖∇*U*‖ ${fixed(size)}`,
      anchor: 'end',
      class: 't-euclid',
    },
  ]);
}
