import type { ActingAgent } from '../algorithms/algorithm.ts';
import type { Environment } from '../envs/environment.ts';
import { VectorEnv } from './vector-env.ts';

/**
 * Returns of `episodes` episodes of the greedy policy (the most likely action in every state), apart from training: own
 * copies, own streams, and always the same start states for a seed, so that two evaluations differ by the policy alone.
 */
export async function evaluateGreedy(
  { policy: actor, normalizer }: ActingAgent,
  environment: Environment,
  { episodes, seed, breathe = async () => {} }: { episodes: number; seed: number; breathe?: () => Promise<void> },
): Promise<number[]> {
  const environments = new VectorEnv(environment, episodes, seed, {
    reset: 'evaluationReset',
    dynamics: 'evaluationDynamics',
  });
  const returns = new Array<number>(episodes).fill(Number.NaN);
  const seen = new Float32Array(environments.observations.length);
  const actions = new Float32Array(episodes * environments.actionSize);
  for (let waiting = episodes, t = 0; waiting > 0; t++) {
    if (normalizer) normalizer.normalise(environments.observations, episodes, seen);
    else seen.set(environments.observations);
    const pending = actor.act(seen, episodes);
    const outputs = pending instanceof Promise ? await pending : pending;
    for (let copy = 0; copy < episodes; copy++) actor.policy.distribution.mode(outputs, copy, actions);
    environments.step(actions);
    for (let i = 0; i < environments.finished; i++) {
      const copy = environments.finishedCopies[i]!;
      if (!Number.isNaN(returns[copy])) continue;
      returns[copy] = environments.finishedReturns[i]!;
      waiting -= 1;
    }
    if (t % 16 === 0) await breathe();
  }
  return returns;
}
