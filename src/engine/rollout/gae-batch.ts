import type { Critic } from '../nn/learner.ts';
import { gae, lambdaReturns } from './returns.ts';
import { type Batch, type Trajectories, toBatch } from './trajectories.ts';
import { visitedValues } from './values.ts';

/** The batch that an update learns from, with Â_t by GAE(λ) and the λ-returns that V_φ is fitted to. */
export async function gaeBatch(
  critic: Critic,
  trajectories: Trajectories,
  { gamma, gaeLambda }: { readonly gamma: number; readonly gaeLambda: number },
): Promise<Batch> {
  const { values, nextValues } = await visitedValues(critic, trajectories);
  const advantages = gae(trajectories, values, nextValues, gamma, gaeLambda, new Float64Array(values.length));
  const returns = lambdaReturns(advantages, values, new Float64Array(values.length));
  return toBatch(trajectories, { advantages, returns, values });
}
