import { acrobot } from './acrobot.ts';
import { bandit } from './bandit.ts';
import { cartPole } from './cart-pole.ts';
import { cliffWalking } from './cliff-walking.ts';
import type { Environment } from './environment.ts';
import { frozenLake, frozenLake8x8 } from './frozen-lake.ts';
import { lqr } from './lqr.ts';
import { mountainCar } from './mountain-car.ts';
import { mountainCarContinuous } from './mountain-car-continuous.ts';
import { pendulum } from './pendulum.ts';
import { twoState } from './two-state.ts';

/** One line an environment, from simple to hard. */
export const ENVIRONMENTS: readonly Environment[] = [
  bandit,
  twoState,
  lqr,
  cliffWalking,
  frozenLake,
  frozenLake8x8,
  cartPole,
  pendulum,
  acrobot,
  mountainCar,
  mountainCarContinuous,
];

/**
 * The environment as its options stand by default.
 * @throws RangeError naming the id and the ones that exist.
 */
export function findEnvironment(id: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.id === id);
  if (!found)
    throw new RangeError(`There is no environment "${id}"; there are ${ENVIRONMENTS.map((e) => e.id).join(', ')}.`);
  return found;
}

/**
 * The environment that a run's config means: its options are read from there, and whatever else it holds is left alone.
 * @throws RangeError for an unknown id; ZodError for an option that its field does not allow.
 */
export function environmentFor(id: string, config: Readonly<Record<string, unknown>>): Environment {
  const environment = findEnvironment(id);
  const { options } = environment;
  return options ? options.configure(options.fields.parse(config)) : environment;
}
