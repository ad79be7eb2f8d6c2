import type { Transitions } from '../envs/environment.ts';
import type { Expert } from './expert.ts';

/** Just below 1: as good as undiscounted over the steps that episodes have, and sooner is better among equals. */
const GAMMA = 0.9999;

/**
 * The best action in every state, by value iteration over as many steps as an episode has; of equals the first.
 * Observations are one-hot.
 */
export function tabularExpert(transitions: Transitions, horizon: number): Expert {
  const best = optimalActions(transitions, horizon);
  return {
    source: 'value iteration on the table of transitions',
    act(observations, at, actions, actionAt) {
      let state = 0;
      while (observations[at + state] !== 1) state += 1;
      actions[actionAt] = best[state]!;
    },
  };
}

/** argmax_a of Q(s, a) = Σ p (r + γ V(s′)), with V after `horizon` − 1 sweeps from 0. */
export function optimalActions(transitions: Transitions, horizon: number): number[] {
  let values = transitions.map(() => 0);
  const actionValues = (): number[][] =>
    transitions.map((actions) =>
      actions.map((outcomes) =>
        outcomes.reduce(
          (sum, { probability, reward, next, terminated }) =>
            sum + probability * (reward + (terminated ? 0 : GAMMA * values[next]!)),
          0,
        ),
      ),
    );
  for (let sweep = 1; sweep < horizon; sweep++) values = actionValues().map((row) => Math.max(...row));
  return actionValues().map(firstBest);
}

/** Rounding must not decide between equals. */
const firstBest = (row: readonly number[]): number => {
  const most = Math.max(...row);
  return row.findIndex((value) => value > most - 1e-9);
};
