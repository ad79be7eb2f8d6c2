import type { Environment } from '../../engine/envs/environment.ts';
import { DrawSequence } from '../../engine/rng.ts';

/**
 * States that an environment passes through from `start` under a hand-written policy, every `stride` steps, until it
 * terminates or `steps` are over. For pictures only; what learns is in the Lab.
 */
export function moments(
  environment: Environment,
  start: readonly number[],
  act: (state: Float64Array, step: number) => number,
  { steps, stride }: { readonly steps: number; readonly stride: number },
): readonly Float64Array[] {
  const state = Float64Array.from(start);
  const draws = new DrawSequence(1, 'dynamics');
  const outcome = { reward: 0, terminated: false };
  const seen = [state.slice()];
  for (let step = 1; step <= steps; step++) {
    environment.step(state, 0, [act(state, step)], 0, draws.at(0, step).next, outcome);
    if (step % stride === 0) seen.push(state.slice());
    // An environment of one step, such as the bandit, is simply pulled again.
    if (outcome.terminated && environment.maxEpisodeSteps > 1) break;
  }
  return seen;
}
