import type { Environment } from '../envs/environment.ts';
import type { RunConfig } from '../run-spec.ts';
import { betterArm, linearRegulator } from './controllers.ts';
import type { Expert } from './expert.ts';
import { tabularExpert } from './tabular.ts';
import { type TrainedPolicy, trainedExpert } from './trained.ts';

/** One line a shipped policy, loaded when it is asked for; `npm run experts` writes the files. */
export const TRAINED: Readonly<Record<string, () => Promise<TrainedPolicy>>> = {
  'CartPole-v1': async () => (await import('./trained/CartPole-v1.json')).default,
  'Pendulum-v1': async () => (await import('./trained/Pendulum-v1.json')).default,
  'Acrobot-v1': async () => (await import('./trained/Acrobot-v1.json')).default,
  'MountainCar-v0': async () => (await import('./trained/MountainCar-v0.json')).default,
  'MountainCarContinuous-v0': async () => (await import('./trained/MountainCarContinuous-v0.json')).default,
};

/**
 * π* of an environment as `config` sets it up: computed where the best policy is known, trained otherwise.
 * @throws RangeError where there is none.
 */
export async function loadExpert(environment: Environment, config: RunConfig): Promise<Expert> {
  const { id, action, transitions, maxEpisodeSteps } = environment;
  if (transitions) return tabularExpert(transitions, maxEpisodeSteps);
  if (id === 'Bandit-v0') return betterArm;
  if (id === 'LQR-v0') return linearRegulator(config.process === 'noisy' ? 'noisy' : 'quiet');
  const load = TRAINED[id];
  if (!load) throw new RangeError(`There is no expert for ${id}.`);
  return trainedExpert(await load(), action.kind);
}
