import { describe, expect, it } from 'vitest';
import { expectClose, readGolden } from '../testing/golden.ts';
import { environmentFor } from './index.ts';

/** Gymnasium's tables and recordings, with the uniform draw behind every step. */
interface Recording {
  readonly env: string;
  readonly actions: readonly string[];
  readonly start: readonly [number];
  /** [state][action]: list of [probability, next, reward, terminated]. */
  readonly P: readonly (readonly (readonly (readonly [number, number, number, number])[])[])[];
  readonly dp: readonly {
    readonly gamma: number;
    readonly V_star: readonly number[];
    readonly V_uniform: readonly number[];
  }[];
  readonly episodes: readonly {
    readonly id: number;
    readonly policy: string;
    readonly state0: number;
    readonly steps: number;
    readonly actions: readonly number[];
    readonly u: readonly number[];
    readonly state: readonly number[];
    readonly reward: readonly number[];
    readonly terminated: readonly number[];
  }[];
}

describe.each([
  ['env_CliffWalking-v1-det', false],
  ['env_CliffWalking-v1-slippery', true],
  ['env_FrozenLake-v1-det', false],
  ['env_FrozenLake-v1-slippery', true],
  ['env_FrozenLake8x8-v1-slippery', true],
] as const)('%s', (name, slippery) => {
  const golden = readGolden<Recording>(name);
  const environment = environmentFor(golden.env, { slippery });
  const transitions = environment.transitions!;

  it('has the same actions and the same start', () => {
    expect(environment.action.names).toEqual(golden.actions);
    const state = new Float64Array(environment.stateSize);
    environment.reset(state, 0, () => expect.fail('there is one start only'));
    expect(state[0]).toBe(golden.start[0]);
  });

  it('has the same table of transitions', () => {
    expect(transitions).toHaveLength(golden.P.length);
    for (const [state, actions] of golden.P.entries())
      for (const [action, outcomes] of actions.entries()) {
        const ours = transitions[state]![action]!.map((o) => [o.probability, o.next, o.reward, Number(o.terminated)]);
        expectClose(ours.flat(), outcomes.flat(), { absolute: 1e-15 }, `action ${action} in state ${state}`);
      }
  });

  it.each(golden.episodes)('agrees with episode $id ($policy, $steps steps) step by step', (episode) => {
    const state = Float64Array.of(episode.state0, -1);
    const outcome = { reward: Number.NaN, terminated: false };
    const observation = new Float32Array(environment.observation.size);
    for (let t = 0; t < episode.steps; t++) {
      environment.step(state, 0, episode.actions, t, () => episode.u[t]!, outcome);
      expect([state[0], outcome.reward, Number(outcome.terminated)]).toEqual([
        episode.state[t],
        episode.reward[t],
        episode.terminated[t],
      ]);
      environment.observe(state, 0, observation, 0);
      expect([observation.indexOf(1), observation.reduce((a, b) => a + b)]).toEqual([state[0], 1]);
    }
  });

  it.each(golden.dp)('leads to the same values at γ = $gamma', ({ gamma, V_star, V_uniform }) => {
    const backup = (values: readonly number[], of: (q: readonly number[]) => number) =>
      transitions.map((actions) =>
        of(
          actions.map((outcomes) =>
            outcomes.reduce(
              (sum, o) => sum + o.probability * (o.reward + (o.terminated ? 0 : gamma * values[o.next]!)),
              0,
            ),
          ),
        ),
      );
    // Both are the one fixed point of their equation. Nothing ever bootstraps from a state in which episodes end.
    const ends = new Set(transitions.flat(2).flatMap((o) => (o.terminated ? [o.next] : [])));
    const within = (values: readonly number[]) => values.map((value, state) => (ends.has(state) ? 0 : value));
    const best = backup(V_star, (q) => Math.max(...q));
    const uniform = backup(V_uniform, (q) => q.reduce((a, b) => a + b) / q.length);
    expectClose(within(best), within(V_star), { relativeToMax: 1e-10 });
    expectClose(within(uniform), within(V_uniform), { relativeToMax: 1e-10 });
  });
});
