import type { Draw, StepOutcome, Transition, Transitions } from './environment.ts';

/** A certain outcome: the only one in its list. */
export const surely = (next: number, reward: number, terminated = false): readonly Transition[] => [
  { probability: 1, next, reward, terminated },
];

/**
 * Takes one step through a table of transitions: writes the outcome and returns the next state. One uniform draw picks the
 * first outcome at which the cumulated probability exceeds it; where there is but one outcome, nothing is drawn.
 */
export function follow(
  transitions: Transitions,
  state: number,
  action: number,
  draw: Draw,
  outcome: StepOutcome,
): number {
  const outcomes = transitions[state]![action]!;
  let chosen = 0;
  if (outcomes.length > 1) {
    const u = draw();
    let cumulated = outcomes[0]!.probability;
    while (cumulated <= u && chosen < outcomes.length - 1) cumulated += outcomes[++chosen]!.probability;
  }
  const { next, reward, terminated } = outcomes[chosen]!;
  outcome.reward = reward;
  outcome.terminated = terminated;
  return next;
}

/**
 * Writes a state as an indicator vector, so that a linear policy over it is a table: one row of logits for each state.
 */
export function observeOneHot(state: number, states: number, observation: Float32Array, at: number): void {
  observation.fill(0, at, at + states);
  observation[at + state] = 1;
}
