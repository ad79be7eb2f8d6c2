import type { Environment } from '../../envs/environment.ts';
import type { Actor } from '../../nn/learner.ts';
import type { Batch } from '../../rollout/trajectories.ts';

/**
 * How near the policy's most likely actions come to the expert's, over all of the expert's states: `agreement`, the share of
 * states with the same action, or `actionError`, the root mean square of μ_θ(s) − ã, where actions are continuous.
 *
 * @param actions The expert's, size × action size.
 */
export async function likeness(
  policy: Actor,
  batch: Batch,
  actions: Float32Array,
  { action }: Environment,
): Promise<{ agreement: number } | { actionError: number }> {
  const outputs = await policy.act(batch.observations, batch.size);
  const own = new Float32Array(actions.length);
  for (let row = 0; row < batch.size; row++) policy.policy.distribution.mode(outputs, row, own);
  if (action.kind === 'discrete')
    return { agreement: own.reduce((same, choice, i) => same + (choice === actions[i] ? 1 : 0), 0) / own.length };
  const squares = own.reduce((sum, value, i) => sum + (value - actions[i]!) * (value - actions[i]!), 0);
  return { actionError: Math.sqrt(squares / batch.size) };
}
