import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS } from '../algorithms/index.ts';
import { ENVIRONMENTS, environmentFor, findEnvironment } from './index.ts';
import { nameOf, variantsOf } from './testing/variants.ts';

const variants = ENVIRONMENTS.filter(({ options }) => options).flatMap(variantsOf);

describe.each(variants.map((variant) => ({ name: nameOf(variant), ...variant })))(
  '$name',
  ({ environment, settings }) => {
    const registered = findEnvironment(environment.id);

    it('is what a config with these settings means, among whatever else it holds', () => {
      expect(environmentFor(environment.id, { gamma: 0.9, ...settings })).toBe(environment);
    });

    it('differs from its sisters in its dynamics, not in what an agent is built from', () => {
      expect(environment.id).toBe(registered.id);
      expect(environment.observation).toEqual(registered.observation);
      expect(environment.action).toEqual(registered.action);
      expect(environment.stateSize).toBe(registered.stateSize);
      expect(environment.options).toBe(registered.options);
    });
  },
);

it('a config that leaves options out means the registered environment', () => {
  for (const environment of ENVIRONMENTS) expect(environmentFor(environment.id, {})).toBe(environment);
});

it('refuses a value that the field does not allow', () => {
  expect(() => environmentFor('FrozenLake-v1', { slippery: 'yes' })).toThrow();
});

it('no option has the key of a hyperparameter', () => {
  const taken = new Set(ALGORITHMS.flatMap(({ spec }) => Object.keys(spec.config.shape)));
  const keys = ENVIRONMENTS.flatMap(({ options }) => Object.keys(options?.fields.shape ?? {}));
  expect(keys.filter((key) => taken.has(key))).toEqual([]);
});

describe('the registered lakes are slippery, the registered cliff is not, as in Gymnasium', () => {
  it.each([
    ['FrozenLake-v1', true],
    ['FrozenLake8x8-v1', true],
    ['CliffWalking-v1', false],
  ])('%s', (id, slippery) => {
    expect(findEnvironment(id)).toBe(environmentFor(id, { slippery }));
  });
});

/** The greatest mean return within the time limit, by backward induction over the steps that are left. */
function bestReturn(id: string, config: Readonly<Record<string, unknown>>): number {
  const { transitions, maxEpisodeSteps, reset, stateSize } = environmentFor(id, config);
  let values = new Float64Array(transitions!.length);
  for (let left = 0; left < maxEpisodeSteps; left++)
    values = Float64Array.from(transitions!, (actions) =>
      Math.max(
        ...actions.map((outcomes) =>
          outcomes.reduce(
            (sum, { probability, next, reward, terminated }) =>
              sum + probability * (reward + (terminated ? 0 : values[next]!)),
            0,
          ),
        ),
      ),
    );
  const state = new Float64Array(stateSize);
  reset(state, 0, () => 0);
  return values[state[0]!]!;
}

describe('success thresholds of countable worlds lie within the last tenth before the best return possible', () => {
  it.each([
    ['CliffWalking-v1', { slippery: false }, -13, 0],
    ['CliffWalking-v1', { slippery: true }, -64.7, 0.1],
    ['FrozenLake-v1', { slippery: false }, 1, 0.1],
    ['FrozenLake-v1', { slippery: true }, 0.817, 0.15],
    ['FrozenLake8x8-v1', { slippery: true }, 0.913, 0.1],
    ['TwoState-v0', {}, 98, 0.1],
  ] as const)('%s %j', (id, config, best, slack) => {
    const exact = bestReturn(id, config);
    expect(exact).toBeCloseTo(best, best > 1 || best < -1 ? 1 : 3);
    const { successThreshold } = environmentFor(id, config);
    expect(successThreshold).toBeLessThanOrEqual(exact);
    expect(exact - successThreshold).toBeLessThanOrEqual(slack * Math.abs(exact));
  });
});

describe('transition tables', () => {
  const tabular = ENVIRONMENTS.flatMap(variantsOf).filter(({ environment }) => environment.transitions);

  it.each(tabular.map((variant) => ({ name: nameOf(variant), ...variant })))(
    '$name: probabilities add up, and steps follow them',
    ({ environment }) => {
      const transitions = environment.transitions!;
      const { n } = environment.action as { n: number };
      const cell = fc.integer({ min: 0, max: transitions.length - 1 });
      const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
      fc.assert(
        fc.property(cell, fc.integer({ min: 0, max: n - 1 }), draw, (from, action, u) => {
          const outcomes = transitions[from]![action]!;
          expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
          const state = Float64Array.of(from, -1);
          const outcome = { reward: Number.NaN, terminated: false };
          environment.step(state, 0, [action], 0, () => u, outcome);
          expect(outcomes).toContainEqual({ probability: outcomes[0]!.probability, next: state[0], ...outcome });
        }),
      );
    },
  );
});
