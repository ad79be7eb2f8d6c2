import type { Environment } from '../envs/environment.ts';
import type { Actor } from '../nn/learner.ts';
import { DrawSequence } from '../rng.ts';
import { type Act, actBy, playEpisodes } from '../rollout/play-episodes.ts';
import type { RunningNormalizer } from '../rollout/running-normalizer.ts';
import { VectorEnv } from '../rollout/vector-env.ts';

export interface FreshEpisodes {
  readonly count: number;
  readonly seed: number;
  /** Each number has start states, noise and actions of its own; policies that are to be compared share one. */
  readonly number: number;
}

/**
 * Returns of π_θ as it acts (sampled, not greedy) in episodes that no run has seen, one for each of `count` copies. Two
 * policies in episodes of the same number differ by themselves alone: chance deals them the same.
 */
export async function playFresh(
  policy: Actor,
  normalizer: RunningNormalizer | null,
  environment: Environment,
  { count, seed, number }: FreshEpisodes,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const firstCopy = number * count;
  const streams = { reset: 'evaluationReset', dynamics: 'evaluationDynamics' } as const;
  const environments = new VectorEnv(environment, count, seed, streams, firstCopy);
  const draws = new DrawSequence(seed, 'stageAction');
  const { distribution } = policy.policy;
  let decisions = 0;
  const choose = actBy({ policy, normalizer }, (outputs, row, actions) =>
    distribution.sample(outputs, row, draws.at(firstCopy + row, decisions).next, actions),
  );
  const act: Act = (observations, copies, actions) => {
    decisions += 1;
    return choose(observations, copies, actions);
  };
  const { finished } = await playEpisodes(environments, act, breathe);
  const returns = new Float32Array(count);
  for (const episode of finished) returns[episode.copy] = episode.return;
  return returns;
}
