import { findEnvironment } from '../../engine/envs/index.ts';
import { DrawSequence, uniform } from '../../engine/rng.ts';
import { probability } from '../../exact/sigmoid.ts';

export const UPDATES = 60;
export const SEEDS = 12;
const PULLS = 8;

/**
 * REINFORCE without a baseline on the two-armed bandit, with the sigmoid policy π = σ(θ) for the better arm:
 * θ ← θ + α · mean of (a − π) r over eight pulls. Returns π before the first update and after each.
 */
export function banditTrial(stepSize: number, seed: number): readonly number[] {
  const bandit = findEnvironment('Bandit-v0');
  const rewards = new DrawSequence(seed, 'dynamics');
  const state = new Float64Array(bandit.stateSize);
  const outcome = { reward: 0, terminated: false };
  const curve = [0.5];
  let theta = 0;
  for (let update = 0; update < UPDATES; update++) {
    const better = probability(theta);
    let gradient = 0;
    for (let pull = 0; pull < PULLS; pull++) {
      const action = uniform(seed, 'action', pull, update) < better ? 1 : 0;
      bandit.step(state, 0, [action], 0, rewards.at(pull, update).next, outcome);
      gradient += ((action - better) * outcome.reward) / PULLS;
    }
    theta += stepSize * gradient;
    curve.push(probability(theta));
  }
  return curve;
}

/** The same experiment at one step size, over all seeds. */
export function banditTrials(stepSize: number): readonly (readonly number[])[] {
  return Array.from({ length: SEEDS }, (_, i) => banditTrial(stepSize, i + 1));
}

/** How many of the seeds ended with the better arm in nine pulls of ten, and how many with the worse. */
export function ends(trials: readonly (readonly number[])[]): { readonly better: number; readonly worse: number } {
  const last = trials.map((curve) => curve.at(-1) ?? 0.5);
  return { better: last.filter((p) => p >= 0.9).length, worse: last.filter((p) => p <= 0.1).length };
}
