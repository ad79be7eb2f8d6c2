import type { ActingAgent } from '../algorithms/algorithm.ts';
import type { Environment } from '../envs/environment.ts';
import { greedily, playEpisodes } from './play-episodes.ts';
import { VectorEnv } from './vector-env.ts';

/**
 * Returns of `episodes` episodes of the greedy policy (the most likely action in every state), apart from training: own
 * copies, own streams, and always the same start states for a seed, so that two evaluations differ by the policy alone.
 */
export async function evaluateGreedy(
  agent: ActingAgent,
  environment: Environment,
  { episodes, seed, breathe }: { episodes: number; seed: number; breathe?: () => Promise<void> },
): Promise<number[]> {
  const environments = new VectorEnv(environment, episodes, seed, {
    reset: 'evaluationReset',
    dynamics: 'evaluationDynamics',
  });
  const { finished } = await playEpisodes(environments, greedily(agent), breathe);
  const returns = new Array<number>(episodes);
  for (const episode of finished) returns[episode.copy] = episode.return;
  return returns;
}
