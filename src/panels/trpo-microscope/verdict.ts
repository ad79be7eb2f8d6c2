import { byMagnitude, fixed, percent } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { iteratesOf, type Seen } from './update.ts';

type Candidate = NonNullable<Seen['search']>['candidates'][number];

/** What the update came to, and why not at once. */
export function judge({ conjugateGradient, step, search }: Seen): Judgement {
  const iterates = iteratesOf(conjugateGradient);
  const last = iterates.at(-1)!;
  const first = iterates[1];
  if (!first || conjugateGradient.start === 0)
    return { level: 0, text: '*ĝ* is zero: every action did as well as expected, and there is nowhere to go.' };
  const turned = `*x* turned ${fixed(last.angle, 0)}° away from *ĝ* in ${count(last.i, 'iteration')}`;
  if (!search || search.candidates.length === 0)
    return {
      level: 0,
      text: step
        ? `${turned}; a step along it should gain ${gain(step.gain)}. The line search is next.`
        : `${turned}: along *ĝ* itself, a step of the same KL would gain ${percent(first.worth)} as much.`,
    };
  const { candidates } = search;
  const final = candidates.at(-1)!;
  if (final.refused === null) {
    const cost = `[kl:KL(*π*_{k} ‖ *π*_{k+1}) = ${byMagnitude(final.kl)}]${bound(final, search.maxKl)}`;
    if (candidates.length === 1)
      return { level: 0, text: `${turned}. The whole step was accepted: ${gain(final.improvement)} for ${cost}.` };
    const { refused } = candidates[0]!;
    return {
      level: 1,
      text: `The whole step was refused: ${refused}. ${name(final)} of it was accepted: ${gain(final.improvement)} for ${cost}.`,
    };
  }
  return {
    level: 2,
    text: `${count(candidates.length, 'candidate')} refused so far, the last one, ${name(final)} of the step: ${final.refused}. If none is accepted, *θ* stays.`,
  };
}

/** A change of the surrogate, always with its sign. */
export const gain = (value: number): string => (value > 0 ? `+${byMagnitude(value)}` : byMagnitude(value));

const bound = ({ kl }: Candidate, maxKl: number): string =>
  Number.isFinite(maxKl) ? `, ${fixed(kl / maxKl)} *δ*` : '';

/** "*α*^{3} = 0.512" */
export const name = ({ j, factor }: Candidate): string => `*α*^{${j}} = ${fixed(factor, 3)}`;

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
