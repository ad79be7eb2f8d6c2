import type { LockstepState } from '../../state/lockstep.ts';

/** What one objective made of the policy, update by update. */
export interface Curve {
  /** Mean return of 8 episodes of the policy after that many updates. */
  readonly returns: readonly Measured[];
  /** Mean entropy of the policy after that many updates, in nats. */
  readonly entropies: readonly Measured[];
  readonly diverged: string | null;
}

export type Measured = readonly [updates: number, value: number];

export interface Curves {
  readonly supervised: Curve;
  readonly policyGradient: Curve;
  /** The α that each update took, from update 1. */
  readonly steps: readonly number[];
}

/** How the policies fared around the updates with the largest steps. All returns are means over up to `SPAN` updates. */
export interface Story {
  /** Updates that took the larger steps; null where α hardly changed. */
  readonly raised: { readonly first: number; readonly last: number; readonly stepSize: number } | null;
  readonly supervised: Fate;
  readonly policyGradient: Fate;
}

export interface Fate {
  readonly before: number | null;
  /** The least mean of an update from the first large step to a few after the last one. */
  readonly worst: number | null;
  /** At the end, once some updates have passed since the last large step. */
  readonly after: number | null;
  /** Entropy in nats at the end. */
  readonly entropy: number | null;
}

/** Updates over which a return is averaged, and that a recovery is given at least. */
export const SPAN = 5;

/** Factor between step sizes that counts as raised. */
const RAISED = 1.5;

const NOTHING: Curve = { returns: [], entropies: [], diverged: null };

/** REINFORCE notes the episodes that it is about to learn from, so its policy is younger by an update. */
const UPDATES_BEHIND = [0, 1];

export function curvesOf({ runs }: Pick<LockstepState, 'runs'>): Curves {
  const curves = runs.map(({ records, diverged }, which): Curve => {
    const returns = records.map(({ iteration, episodes }): Measured => {
      const sum = episodes.reduce((total, episode) => total + episode.return, 0);
      return [iteration - UPDATES_BEHIND[which]!, sum / episodes.length];
    });
    const entropies = records.map(({ iteration, metrics }): Measured => [iteration, metrics.entropy!]);
    return { returns, entropies, diverged };
  });
  const longest = runs.toSorted((a, b) => b.records.length - a.records.length)[0];
  return {
    supervised: curves[0] ?? NOTHING,
    policyGradient: curves[1] ?? NOTHING,
    steps: longest?.records.map(({ metrics }) => metrics.stepSize!) ?? [],
  };
}

export function storyOf({ supervised, policyGradient, steps }: Curves): Story {
  const raised = raisedSpan(steps);
  return {
    raised,
    supervised: fateOf(supervised, raised),
    policyGradient: fateOf(policyGradient, raised),
  };
}

/** From the first rise of α beyond the geometric middle of all that were taken; what came before any rise is ordinary. */
function raisedSpan(steps: readonly number[]): Story['raised'] {
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  if (!(most >= RAISED * least)) return null;
  const isLarge = (step: number) => step * step > least * most;
  const rise = steps.findIndex((step, i) => i > 0 && isLarge(step) && !isLarge(steps[i - 1]!));
  return rise < 0 ? null : { first: rise + 1, last: steps.findLastIndex(isLarge) + 1, stepSize: most };
}

function fateOf({ returns, entropies }: Curve, raised: Story['raised']): Fate {
  const entropy = entropies.at(-1)?.[1] ?? null;
  if (!raised) return { before: meanOf(returns.slice(-SPAN)), worst: null, after: null, entropy };
  const { first, last } = raised;
  const before = returns.filter(([updates]) => updates < first && updates >= first - SPAN);
  const during = returns.filter(([updates]) => updates >= first && updates <= last + SPAN);
  const since = returns.filter(([updates]) => updates > last + SPAN);
  return {
    before: meanOf(before),
    worst: during.length > 0 ? Math.min(...during.map(([, value]) => value)) : null,
    after: meanOf(since.slice(-SPAN)),
    entropy,
  };
}

const meanOf = (points: readonly Measured[]): number | null =>
  points.length > 0 ? points.reduce((sum, [, value]) => sum + value, 0) / points.length : null;
