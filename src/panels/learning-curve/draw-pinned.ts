import { area, range } from 'd3';
import { clippedLayer } from '../../charts/clip.ts';
import { decimate, type Point } from '../../charts/decimate.ts';
import type { Frame } from '../../charts/figure.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import type { PinnedRun } from '../../state/pinned-runs.ts';
import type { Family } from './company.ts';
import { hue, markStyle, marksAt } from './marks.ts';
import { type BandPlace, bandOf, type Place } from './seeds.ts';
import { type CurveView, episodeClock } from './view.ts';

/** Px between two marks of one curve, and between two places of a band. */
const MARKS_APART = 70;
const BAND_APART = 5;
export const MARK_SIZE = 8;

/**
 * The running means of pinned runs: in the colour of their algorithm, thinner than the run in hand, told apart by their
 * marks. Seeds of one experiment share marks and a band, and each ends in a mark of its own.
 */
export function drawPinned({ svg, u, theme, width, height }: Frame, view: CurveView): void {
  const { families } = view.company;
  drawBands(clippedLayer(svg, 'bands', view.room), view, u);
  const group = clippedLayer(svg, 'pinned', view.room);
  // curves of the past stand still while the run in hand goes on
  const key = JSON.stringify([
    families.map(({ members }) => members.map(({ id, curve }) => [id, curve.length, curve.at(-1)?.steps])),
    families.map(({ hasLive }) => hasLive),
    view.clock,
    view.environment.id,
    view.x.domain(),
    [theme, width, height, u],
  ]);
  if (group.dataset.key === key) return;
  group.dataset.key = key;
  paths(
    group,
    families.flatMap((family) => [
      ...family.members.map((run) => curveOf(run, family, view, u)),
      ...family.members.map((run, i) => marksOf(run, family, i, view, u)),
    ]),
  );
}

function curveOf(run: PinnedRun, { algo, members, hasLive }: Family, view: CurveView, u: number): Path {
  const alone = members.length === 1 && !hasLive;
  return {
    d: pathOf(placesOf(run, view)),
    class: 'data',
    style: `stroke:${hue(algo)};stroke-width:${(alone ? 1.5 : 1) * u};opacity:${alone ? 0.9 : 0.6}`,
  };
}

/** Marks along a curve, offset from one run to the next so that they fall on different places; the last one at its end. */
function marksOf(run: PinnedRun, { mark, algo }: Family, index: number, view: CurveView, u: number): Path {
  const places = placesOf(run, view);
  const last = places.at(-1);
  const at: Point[] = [];
  let next = view.left + (30 + 17 * ((mark + index) % 4)) * u;
  for (const place of places) {
    if (place[0] < next || !last || last[0] - place[0] < 24 * u) continue;
    at.push(place);
    next = place[0] + MARKS_APART * u;
  }
  if (last) at.push(last);
  return { d: marksAt(mark, MARK_SIZE * u, at), class: '', style: markStyle(mark, algo) };
}

const placesOf = ({ curve }: PinnedRun, { pointX, returnY }: CurveView): Point[] =>
  decimate(curve, pointX, ({ value }) => returnY(value));

function drawBands(group: SVGGElement, view: CurveView, u: number): void {
  const at = range(view.left, view.right + 1, BAND_APART * u).map((px) => view.x.invert(px));
  const shape = area<BandPlace>()
    .x(({ x }) => view.x(x))
    .y0(({ low }) => view.returnY(low))
    .y1(({ high }) => view.returnY(high))
    .digits(1);
  const bands = view.company.families.flatMap((family): Path[] => {
    const curves = family.members.map(({ curve }) =>
      curve.map((point) => ({ x: point[view.clock], value: point.value })),
    );
    if (family.hasLive) curves.push([...livePlaces(view)]);
    if (curves.length < 2) return [];
    return [{ d: shape(bandOf(curves, at)) ?? '', class: 's-none', style: `fill:${hue(family.algo)};opacity:.13` }];
  });
  paths(group, bands);
}

/** The running mean of the run in hand, as bands take it. */
export const livePlaces = ({ log, clock }: CurveView): readonly Place[] =>
  log.episodes.map((episode) => ({ x: episodeClock(episode, clock), value: episode.mean25 }));
