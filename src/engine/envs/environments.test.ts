import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawSequence } from '../rng.ts';
import { VectorEnv } from '../rollout/vector-env.ts';
import type { Environment } from './environment.ts';
import { ENVIRONMENTS, findEnvironment } from './index.ts';
import { expectDrawable } from './testing/drawable.ts';
import { actionSize, randomAction, randomActions } from './testing/random-actions.ts';
import { nameOf, variantsOf } from './testing/variants.ts';

/** Everything that can be seen of `steps` steps. */
function record(environments: VectorEnv, seed: number, steps: number, from = 0): number[] {
  const seen: number[] = [];
  for (let time = from; time < from + steps; time++) {
    environments.step(randomActions(environments.environment, environments.copies, seed, time));
    seen.push(...environments.states, ...environments.observations, ...environments.rewards);
    seen.push(...environments.terminated, ...environments.truncated, ...environments.episodeReturns);
    for (let i = 0; i < environments.finished; i++)
      seen.push(environments.finishedCopies[i]!, environments.finishedReturns[i]!, environments.finishedLengths[i]!);
  }
  return seen;
}

/** Whether chance plays any part in it: some grids always begin alike and do as they are told. */
function isRandom(environment: Environment): boolean {
  let draws = 0;
  const counted = () => {
    draws++;
    return 0.5;
  };
  const state = new Float64Array(environment.stateSize);
  environment.reset(state, 0, counted);
  environment.step(state, 0, new Float32Array(actionSize(environment)), 0, counted, { reward: 0, terminated: false });
  return draws > 0;
}

const VARIANTS = ENVIRONMENTS.flatMap(variantsOf);

describe.each(VARIANTS.map((variant) => ({ name: nameOf(variant), ...variant })))('$name', ({ environment }) => {
  const make = (seed = 1, copies = 3) => new VectorEnv(environment, copies, seed);
  /** Long enough for time limits and many terminations. */
  const steps = environment.maxEpisodeSteps + 20;

  it('describes itself consistently', () => {
    expect(environment.observation.names).toHaveLength(environment.observation.size);
    const { action } = environment;
    expect(action.names).toHaveLength(action.kind === 'box' ? action.size : action.n);
    const [least, greatest] = environment.returnRange;
    expect(environment.successThreshold).toBeGreaterThan(least);
    expect(environment.successThreshold).toBeLessThanOrEqual(greatest);
  });

  it('stays finite, and writes into its own slice only', () => {
    const { stateSize, observation } = environment;
    const state = new Float64Array(stateSize + 2).fill(7);
    const observed = new Float32Array(observation.size + 2).fill(7);
    const draws = new DrawSequence(4, 'dynamics').at(0, 0);
    const outcome = { reward: Number.NaN, terminated: false };
    environment.reset(state, 1, draws.next);
    for (let time = 0; time < steps; time++) {
      const action = randomActions(environment, 1, 4, time);
      environment.step(state, 1, action, 0, draws.next, outcome);
      environment.observe(state, 1, observed, 1);
      expect([...state, ...observed, outcome.reward].every(Number.isFinite)).toBe(true);
      if (outcome.terminated) environment.reset(state, 1, draws.next);
    }
    expect([state[0], state.at(-1), observed[0], observed.at(-1)]).toEqual([7, 7, 7, 7]);
  });

  it('does the same for the same seed', () => {
    expect(record(make(1), 1, steps)).toEqual(record(make(1), 1, steps));
  });

  describe.runIf(isRandom(environment))('its randomness', () => {
    // The same actions, so that nothing else differs.
    it('is another for another seed', () => {
      expect(record(make(2), 1, steps)).not.toEqual(record(make(1), 1, steps));
    });

    it('is apart from training on the streams of evaluation', () => {
      const evaluation = new VectorEnv(environment, 3, 1, { reset: 'evaluationReset', dynamics: 'evaluationDynamics' });
      expect(record(evaluation, 1, steps)).not.toEqual(record(make(), 1, steps));
    });

    it('is its own for every copy, by its number among all copies', () => {
      const all = make(1, 8);
      const last = new VectorEnv(environment, 2, 1, { reset: 'reset', dynamics: 'dynamics' }, 6);
      const actions = new Float32Array(8 * all.actionSize);
      const lives = Array.from({ length: 8 }, () => [] as number[]);
      const lastLives = [[], []] as [number[], number[]];
      const note = (environments: VectorEnv, into: number[][]) => {
        for (const [copy, life] of into.entries()) {
          const ended = environments.terminated[copy]! + environments.truncated[copy]! > 0;
          const states = ended ? environments.finalStates : environments.states;
          life.push(...states.subarray(copy * environment.stateSize, (copy + 1) * environment.stateSize));
        }
      };
      for (let time = 0; time < 30; time++) {
        all.step(actions);
        last.step(actions);
        note(all, lives);
        note(last, lastLives);
      }
      expect(new Set(lives.map(String)).size).toBeGreaterThan(1);
      expect(lastLives).toEqual(lives.slice(6));
    });
  });

  it('goes on identically from a saved state', () => {
    const length = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(length, fc.integer({ min: 1, max: 1000 }), (before, seed) => {
        const original = make(seed);
        record(original, seed, before);
        const copy = make(seed);
        record(copy, seed, 5);
        copy.load(structuredClone(original.save()));
        expect(copy.observations).toEqual(original.observations);
        expect(record(copy, seed, 30, before)).toEqual(record(original, seed, 30, before));
      }),
      { numRuns: 20 },
    );
  });

  it('ends every episode within its time limit', () => {
    const environments = make(3, 8);
    let ended = 0;
    for (let time = 0; time < steps; time++) {
      environments.step(randomActions(environment, 8, 3, time));
      for (let i = 0; i < environments.finished; i++) {
        const copy = environments.finishedCopies[i]!;
        const length = environments.finishedLengths[i]!;
        ended++;
        expect(length).toBeLessThanOrEqual(environment.maxEpisodeSteps);
        expect(environments.terminated[copy]! + environments.truncated[copy]!).toBe(1);
        if (environments.truncated[copy]) expect(length).toBe(environment.maxEpisodeSteps);
      }
    }
    expect(ended).toBeGreaterThanOrEqual(8);
  });

  it.each(['large', 'small'] as const)('draws every state that it gets into, %s', (detail) => {
    const draws = new DrawSequence(6, 'stageDynamics').at(0, 0);
    const state = new Float64Array(environment.stateSize);
    const outcome = { reward: 0, terminated: false };
    for (let episode = 0; episode < 40; episode++) {
      environment.reset(state, 0, draws.next);
      expectDrawable(environment.scene(state, null, detail));
      outcome.terminated = false;
      for (let time = 0; time < 50 && !outcome.terminated; time++) {
        const action = Float32Array.from({ length: actionSize(environment) }, () =>
          randomAction(environment, draws.next),
        );
        environment.step(state, 0, action, 0, draws.next, outcome);
        expectDrawable(environment.scene(state, action, detail));
      }
    }
  });
});

describe('findEnvironment', () => {
  it('finds every environment by its id', () => {
    for (const environment of ENVIRONMENTS) expect(findEnvironment(environment.id)).toBe(environment);
  });

  it('names what there is when asked for what there is not', () => {
    expect(() => findEnvironment('CartPole-v0')).toThrow(/"CartPole-v0".*CartPole-v1/);
  });
});
