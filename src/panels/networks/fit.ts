import { normal } from '../../engine/rng.ts';
import { type Design, descend, initialParameters, type Parameters } from '../../exact/small-actor-critic.ts';

/** Gradient descent as both designs are fitted with it. */
const RATE = 0.2;
export const FITTED_WITH = 0.5;

/** All parameters on the way, one entry an update, by design and seed. */
const trajectories = new Map<string, Parameters[]>();
/** Seeds come and go; a few of them are enough. */
const MOST_TRAJECTORIES = 12;

/** The parameters after so many updates from the seed's initial weights; computed once, then looked up. */
export function fittedParameters(design: Design, seed: number, updates: number): Parameters {
  const key = `${design} ${seed}`;
  let steps = trajectories.get(key);
  if (!steps) {
    if (trajectories.size >= MOST_TRAJECTORIES) trajectories.clear();
    steps = [begin(design, seed)];
    trajectories.set(key, steps);
  }
  while (steps.length <= updates) steps.push(descend(steps.at(-1)!, RATE, FITTED_WITH));
  return steps[updates]!;
}

function begin(design: Design, seed: number): Parameters {
  let draws = 0;
  return initialParameters(design, () => normal(seed, 'initialise', 0, 0, draws++));
}
