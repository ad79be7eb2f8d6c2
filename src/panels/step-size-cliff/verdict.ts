import { fixed, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { CONTENDERS } from './contenders.ts';
import { type Cliff, progressOf, type Range, rangeOf, workingReturn } from './findings.ts';
import { nearestStep, STEP_SIZES, type State } from './runs.ts';
import { sayReturn, sayStep } from './words.ts';

/** How wide the range is that works, where it ends, and whether the step size that is read lies in it. */
export function judge(cliffs: readonly Cliff[], state: State): Judgement {
  const { done, asked } = progressOf(cliffs, state);
  if (asked === 0)
    return { level: 0, text: `No algorithm is chosen: there are ${CONTENDERS.length} that can be compared.` };
  if (done === 0) {
    const runs = `${asked} runs of ${thousands(state.steps)} steps each`;
    return { level: 0, text: `Nothing is trained yet: Train lets ${runs} tell where the cliff is.` };
  }
  const progress = done < asked ? `After ${done} of ${asked} runs, ` : '';
  const enough = workingReturn(cliffs, state);
  if (enough === null)
    return { level: 1, text: upper(`${progress}every step size comes to about the same; nothing has learned yet.`) };
  const ranges = cliffs.map((cliff) => rangeOf(cliff, enough));
  return {
    level: levelOf(cliffs, state, enough),
    text: `${upper(`${progress}${told(ranges)}`)}. ${atStep(cliffs, state)}`,
  };
}

/** One algorithm, or the two that differ the most. */
function told(ranges: readonly Range[]): string {
  if (ranges.length === 1) return sayRange(ranges[0]!);
  const sorted = ranges.toSorted((a, b) => (a.works?.decades ?? -1) - (b.works?.decades ?? -1));
  return `${sayRange(sorted[0]!)}; ${sayRange(sorted.at(-1)!)}`;
}

function sayRange({ contender, works, fall }: Range): string {
  const name = `[b:${contender.names[0]}]`;
  if (!works) return `${name} works with none of these step sizes`;
  const span =
    works.from === works.to
      ? `${name} works at ${sayStep(works.to)}`
      : `${name} works from ${sayStep(works.from)} to ${sayStep(works.to)}, ${fixed(works.decades, 1)} decades`;
  if (!fall) return `${span}${works.to === STEP_SIZES.at(-1) ? ', as far as was tried' : ''}`;
  return `${span}, and falls from ${sayReturn(fall.from)} to ${sayReturn(fall.to)} at ${sayStep(fall.after)}`;
}

const upper = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

function atStep(cliffs: readonly Cliff[], state: State): string {
  const stepSize = nearestStep(state.stepSize);
  const medians = cliffs.flatMap(({ contender, points }) => {
    const median = points.find((point) => point.stepSize === stepSize)?.median;
    return median == null ? [] : [`${contender.names[0]} ${sayReturn(median)}`];
  });
  return medians.length === 0
    ? `At ${sayStep(stepSize)} nothing is known yet.`
    : `At [euclid:${sayStep(stepSize)}] the median return is ${medians.join(', ')}.`;
}

/** How many of the algorithms work at the step size that is read: all, some, none. */
function levelOf(cliffs: readonly Cliff[], state: State, enough: number): Judgement['level'] {
  const stepSize = nearestStep(state.stepSize);
  const known = cliffs.flatMap(({ points }) => points.find((point) => point.stepSize === stepSize)?.median ?? []);
  const working = known.filter((median) => median >= enough).length;
  if (working === known.length) return 0;
  return working > 0 ? 1 : 2;
}
