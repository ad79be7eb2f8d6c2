import type { Environment } from '../../src/engine/envs/environment.ts';
import type { Trainer } from '../../src/engine/trainer.ts';
import { greedy, policyValues } from '../../src/exact/tabular.ts';

/**
 * The greedy policy's expected return from the start state, without sampling, where an environment has a table of
 * transitions; null elsewhere. A hundred slippery episodes would still be off by .04.
 */
export async function exactValue(trainer: Trainer, environment: Environment): Promise<number | null> {
  const { transitions, observation, action, stateSize, maxEpisodeSteps } = environment;
  if (!transitions || action.kind !== 'discrete') return null;
  const states = transitions.length;
  const everyState = new Float32Array(states * observation.size);
  for (let s = 0; s < states; s++) everyState[s * observation.size + s] = 1;
  const probabilities = new Float32Array(states * action.n);
  const policy = await trainer.policyFor(await trainer.theta());
  await policy.act(everyState, states, () => 0.5, new Float32Array(states), probabilities);
  const table = transitions.map((_, s) => Array.from(probabilities.subarray(s * action.n, (s + 1) * action.n)));

  const start = new Float64Array(stateSize);
  const seen = new Float32Array(observation.size);
  environment.reset(start, 0, () => 0.5);
  environment.observe(start, 0, seen, 0);
  return policyValues(transitions, greedy(table), 1, maxEpisodeSteps)[seen.indexOf(1)]!;
}
