import type { Frame } from '../../charts/figure.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { paths } from '../../charts/paths.ts';
import { placeLabels } from '../../charts/place-labels.ts';
import { plainText } from '../../charts/rich-text.ts';
import { segments } from '../../charts/segments.ts';
import type { Family } from './company.ts';
import { livePlaces, MARK_SIZE } from './draw-pinned.ts';
import { markStyle, marksAt, wordHue } from './marks.ts';
import { oddOneOut, type Place, valueAt } from './seeds.ts';
import type { CurveView } from './view.ts';

interface EndLabel {
  readonly x: number;
  /** Where its line ends, in px. */
  readonly y: number;
  readonly text: string;
  readonly class: string;
  readonly style?: string;
  /** The mark that stands before the name. */
  readonly mark?: Pick<Family, 'mark' | 'algo'>;
}

/**
 * Names the lines where they end, kept apart; the threshold's name stands at the end of its own line, or where the others
 * push it away, at the end of a leader.
 */
export function drawEndLabels(frame: Frame, view: CurveView): void {
  const { svg, u, em } = frame;
  const { environment, write, returnY, top, bottom, right, namesX: x, namesApart: apart } = view;
  const ends = [
    ...liveEnds(frame, view),
    ...view.company.families.flatMap((family) => familyEnds(frame, view, family)),
  ];
  ends.push({
    x: right + 6 * u,
    y: returnY(environment.successThreshold),
    text: `solved: ${write(environment.successThreshold)}`,
    class: 'halo',
  });
  const crowds = apart ? [ends.slice(0, -1), ends.slice(-1)] : [ends];
  const placed = crowds.flatMap((crowd) => {
    const places = placeLabels(
      crowd.map(({ y }) => y),
      em * 1.3,
      [top, bottom],
    );
    return crowd.map((label, i) => ({ ...label, x: apart ? label.x : x, y: places[i]! + em * 0.35 }));
  });
  labels(
    layer(svg, 'ends'),
    placed.map(({ mark, ...label }): Label => (mark ? { ...label, x: label.x + 13 * u } : label)),
  );
  paths(
    layer(svg, 'end-marks'),
    placed.flatMap(({ mark, x, y }) => {
      if (!mark) return [];
      const d = marksAt(mark.mark, MARK_SIZE * u, [[x + 4 * u, y - em * 0.35]]);
      return [{ d, class: '', style: markStyle(mark.mark, mark.algo) }];
    }),
  );
  const threshold = returnY(environment.successThreshold);
  const y2 = placed.at(-1)!.y - em * 0.35;
  // the threshold's line goes on to its own name, behind none that stands on it
  const onLine = placed.slice(0, -1).filter(({ y }) => Math.abs(y - em * 0.35 - threshold) < em * 0.75);
  const free = Math.max(x - 14 * u, ...onLine.map(({ text }) => x + plainText(text).length * em * 0.54 + 6 * u));
  segments(layer(svg, 'leader'), [
    apart
      ? { x1: Math.min(free, right), y1: threshold, x2: right, y2: threshold, class: 'hair' }
      : { x1: x - 14 * u, y1: threshold, x2: x - 4 * u, y2, class: 'hair' },
  ]);
}

/** The run in hand: alone, all that is drawn of it is named; in company, its name and where it stands. */
function liveEnds({ em, width }: Frame, view: CurveView): EndLabel[] {
  const { log, narrow, write, returnY, bottom, namesX: x, company } = view;
  const episode = log.episodes.at(-1);
  const evaluation = log.iterations.findLast((record) => record.evaluation)?.evaluation;
  const inRunColour = { class: 'halo', style: `fill:${wordHue(view.algo)}` };
  const ends: EndLabel[] = [];
  if (evaluation && !(narrow && company.families.length > 0))
    ends.push({
      x,
      y: returnY(evaluation.mean),
      text: narrow ? `greedy ${write(evaluation.mean)}` : `evaluation ${write(evaluation.mean)}`,
      class: 't-ink halo',
    });
  if (!episode) return ends;
  const mean = (view.zoomed ? endOf(view, livePlaces(view)) : null) ?? episode.mean25;
  if (company.families.length > 0) {
    const text = fitting(narrow ? '' : company.name || 'this run', ` now ${write(mean)}`, (width - x) / em);
    return [...ends, { x, y: returnY(mean), text, ...inRunColour }];
  }
  const count = Math.min(25, log.episodes.length);
  ends.push({
    x,
    y: returnY(mean),
    text: narrow ? `mean ${write(mean)}` : `mean of ${count}: ${write(mean)}`,
    ...inRunColour,
  });
  // the dots are named below their mean, where most of them lie, as long as there is room
  const below = returnY(mean) + em * 2.9;
  const y = below < bottom - em ? below : returnY(mean) - em * 2.9;
  ends.push({ x, y, text: narrow ? 'episodes' : 'one dot, one episode', ...inRunColour });
  return ends;
}

/** A pinned run by its name and where it ended; seeds together by the range of their ends, and the odd one out. */
function familyEnds({ em, width }: Frame, view: CurveView, family: Family): EndLabel[] {
  const { write, returnY, namesX: x, clock, environment, narrow } = view;
  const label = { x, class: 'halo', style: `fill:${wordHue(family.algo)}`, mark: family };
  // where room is short, the mark leads to the name in the list below
  const named = (value: string, count = 1) =>
    fitting(narrow ? '' : family.name, narrow ? value : `: ${value}`, (width - x) / em - 1.1, count);
  const curves = family.members.map((run) => ({
    seed: run.seed,
    places: run.curve.map((point) => ({ x: point[clock], value: point.value })),
  }));
  if (family.hasLive) curves.push({ seed: view.seed, places: [...livePlaces(view)] });
  const ends = curves.flatMap(({ seed, places }) => {
    const value = endOf(view, places);
    return value === null ? [] : [{ seed, value }];
  });
  const values = ends.map(({ value }) => value);
  if (values.length === 0) return [];
  if (values.length === 1) {
    const [{ value }] = ends as [(typeof ends)[number]];
    return [{ ...label, y: returnY(value), text: named(write(value)) }];
  }
  const [low, high] = environment.returnRange;
  const odd = oddOneOut(values, high - low);
  const rest = values.filter((_, i) => i !== odd);
  const [least, most] = [Math.min(...rest), Math.max(...rest)];
  const range = least === most ? write(least) : `${write(least)} … ${write(most)}`;
  return [
    { ...label, y: returnY((least + most) / 2), text: named(range, ends.length) },
    ...(odd === null
      ? []
      : [{ ...label, y: returnY(values[odd]!), text: `seed ${ends[odd]!.seed}: ${write(values[odd]!)}` }]),
  ];
}

/** Where a curve leaves what is shown: its value at its own end, or at that of the axis. */
function endOf({ x }: CurveView, curve: readonly Place[]): number | null {
  const [from, until] = x.domain() as [number, number];
  const last = curve.at(-1);
  return last && last.x >= from ? valueAt(curve, Math.min(last.x, until)) : null;
}

/**
 * A name and what follows it in so many em: the algorithm's title goes first, for the colour tells it as well; then of
 * several seeds all but their number; then all.
 */
function fitting(name: string, value: string, ems: number, seeds = 1): string {
  const fits = (text: string) => plainText(text).length * 0.53 <= ems;
  const candidates = [name, name.split(', ').slice(1).join(', '), seeds > 1 ? `${seeds} seeds` : ''];
  const found = name && candidates.find((candidate) => candidate !== '' && fits(candidate + value));
  return found ? found + value : value.replace(/^(: | )/, '');
}
