import type { IterationRecord } from '../engine/run-events.ts';

/** What a preset says of its own run, so that a machine can check it. */
export type Claim =
  /** The mean of the last 100 training episodes reaches the environment's threshold. */
  | { readonly kind: 'solves' }
  /** At the end the mean of the last 100 training episodes is at least, or at most, so much. */
  | { readonly kind: 'ends'; readonly atLeast?: number; readonly atMost?: number }
  /** The last greedy evaluation is at least so much. */
  | { readonly kind: 'evaluates'; readonly atLeast: number }
  /** That mean was once at least `from`, and at the end at most `to`. */
  | { readonly kind: 'collapses'; readonly from: number; readonly to: number }
  /** A statistic of a metric over the run (`last`: its last tenth on average) lies in a range. */
  | {
      readonly kind: 'metric';
      readonly metric: string;
      readonly of: 'greatest' | 'least' | 'median' | 'last';
      readonly atLeast?: number;
      readonly atMost?: number;
    }
  /** A number leaves the real ones. */
  | { readonly kind: 'diverges' };

/** A run as claims see it. */
export interface ToldRun {
  readonly iterations: readonly (Pick<IterationRecord, 'return100' | 'metrics'> &
    Partial<Pick<IterationRecord, 'evaluation'>>)[];
  readonly diverged: boolean;
  /** Mean return at which the environment counts as solved. */
  readonly threshold: number;
}

/** Whether it holds, and the figure that decides it. */
export interface Finding {
  readonly holds: boolean;
  /** NaN where there is none. */
  readonly figure: number;
}

export function check(claim: Claim, { iterations, diverged, threshold }: ToldRun): Finding {
  const means = iterations.flatMap(({ return100 }) => (return100 === null ? [] : [return100]));
  const best = Math.max(...means);
  const end = means.at(-1) ?? Number.NaN;
  switch (claim.kind) {
    case 'solves':
      return { holds: best >= threshold, figure: best };
    case 'ends':
      return within(end, claim);
    case 'evaluates':
      return within(iterations.findLast(({ evaluation }) => evaluation)?.evaluation?.mean ?? Number.NaN, claim);
    case 'collapses':
      return { holds: best >= claim.from && end <= claim.to, figure: end };
    case 'metric':
      return within(
        statistic(
          iterations.map(({ metrics }) => metrics[claim.metric] ?? Number.NaN),
          claim.of,
        ),
        claim,
      );
    case 'diverges':
      return { holds: diverged, figure: Number.NaN };
  }
}

/** The claim in words, for the table of results. */
export function sayClaim(claim: Claim): string {
  switch (claim.kind) {
    case 'solves':
      return 'solves it';
    case 'ends':
      return `ends ${sayRange(claim)}`;
    case 'evaluates':
      return `evaluates ${sayRange(claim)}`;
    case 'collapses':
      return `reaches ${claim.from}, ends at most at ${claim.to}`;
    case 'metric':
      return `${claim.of} ${claim.metric} ${sayRange(claim)}`;
    case 'diverges':
      return 'diverges';
  }
}

interface Range {
  readonly atLeast?: number;
  readonly atMost?: number;
}

const within = (figure: number, { atLeast = -Infinity, atMost = Infinity }: Range): Finding => ({
  holds: figure >= atLeast && figure <= atMost,
  figure,
});

const sayRange = ({ atLeast, atMost }: Range): string =>
  [atLeast === undefined ? '' : `≥ ${atLeast}`, atMost === undefined ? '' : `≤ ${atMost}`]
    .filter(Boolean)
    .join(' and ');

function statistic(values: readonly number[], of: Extract<Claim, { kind: 'metric' }>['of']): number {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return Number.NaN;
  const sorted = known.toSorted((a, b) => a - b);
  switch (of) {
    case 'greatest':
      return sorted.at(-1)!;
    case 'least':
      return sorted[0]!;
    case 'median':
      return sorted[sorted.length >> 1]!;
    case 'last': {
      const tail = known.slice(-Math.ceil(known.length / 10));
      return tail.reduce((sum, value) => sum + value, 0) / tail.length;
    }
  }
}
