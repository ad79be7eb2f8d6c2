import { bandit } from './bandit.ts';
import { cartPole } from './cart-pole.ts';
import type { Environment } from './environment.ts';
import { pendulum } from './pendulum.ts';

/** One line an environment, from simple to hard. */
export const ENVIRONMENTS: readonly Environment[] = [bandit, cartPole, pendulum];

/** @throws RangeError naming the id and the ones that exist. */
export function findEnvironment(id: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.id === id);
  if (!found)
    throw new RangeError(`There is no environment "${id}"; there are ${ENVIRONMENTS.map((e) => e.id).join(', ')}.`);
  return found;
}
