import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawSequence } from '../rng.ts';
import { VectorEnv } from '../rollout/vector-env.ts';
import { expectClose } from '../testing/golden.ts';
import { bandit } from './bandit.ts';
import { cartPole } from './cart-pole.ts';
import { signed } from './drawing.ts';
import type { Environment, Scene, Shape } from './environment.ts';
import { ENVIRONMENTS, findEnvironment } from './index.ts';
import { pendulum } from './pendulum.ts';
import { nameOf, variantsOf } from './testing/variants.ts';

const actionSize = ({ action }: Environment): number => (action.kind === 'box' ? action.size : 1);

/** Uniform over the choices, or over a box half as wide again as the environment's own. */
function randomAction({ action }: Environment, draw: () => number): number {
  if (action.kind === 'discrete') return Math.floor(draw() * action.n);
  return (action.low + action.high) * 0.5 + (action.high - action.low) * 1.5 * (draw() - 0.5);
}

/** Actions of N copies at a time, the same for the same seed. */
function randomActions(environment: Environment, copies: number, seed: number, time: number): Float32Array {
  const draws = new DrawSequence(seed, 'action').at(0, time);
  return Float32Array.from({ length: copies * actionSize(environment) }, () => randomAction(environment, draws.next));
}

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

function points(shape: Shape): readonly (readonly [number, number])[] {
  switch (shape.kind) {
    case 'line':
      return shape.points;
    case 'arrow':
      return [shape.from, shape.to];
    case 'rect':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'circle':
      return [
        [shape.x - shape.radius, shape.y - shape.radius],
        [shape.x + shape.radius, shape.y + shape.radius],
      ];
    case 'label':
      return [[shape.x, shape.y]];
  }
}

/** Shapes may overhang the drawing's bounds by this part of its larger side: a cart just past its limit, say. */
const OVERHANG = 0.15;

function expectDrawable(scene: Scene): void {
  const margin = OVERHANG * Math.max(scene.x[1] - scene.x[0], scene.y[1] - scene.y[0]);
  expect(scene.x[1]).toBeGreaterThan(scene.x[0]);
  expect(scene.y[1]).toBeGreaterThan(scene.y[0]);
  expect(scene.shapes.length).toBeGreaterThan(0);
  // Written so that NaN lies outside as well.
  const inside = ([x, y]: readonly [number, number]) =>
    x >= scene.x[0] - margin && x <= scene.x[1] + margin && y >= scene.y[0] - margin && y <= scene.y[1] + margin;
  expect(scene.shapes.filter((shape) => !points(shape).every(inside))).toEqual([]);
  for (const { value } of scene.readouts) expect(value).not.toMatch(/NaN|Infinity|-/);
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

/** Draws that are all the same. */
const constant = (value: number) => () => value;

describe('CartPole', () => {
  it('starts within ±0.05 and pushes the way that the action says', () => {
    const state = new Float64Array(4);
    for (const [draw, expected] of [
      [0, -0.05],
      [0.5, 0],
    ] as const) {
      cartPole.reset(state, 0, constant(draw));
      expectClose(state, [expected, expected, expected, expected], { absolute: 1e-15 });
    }
    const outcome = { reward: 0, terminated: false };
    cartPole.step(state, 0, [1], 0, constant(0), outcome);
    expect(state[1]).toBeGreaterThan(0);
    expect(state[3]).toBeLessThan(0);
  });

  it('draws the pole leaning to the side of its angle, and the arrow to the side of the push', () => {
    const { shapes } = cartPole.scene([0, 0, 0.2, 0], [0], 'large');
    const pole = shapes.find((shape) => shape.kind === 'line' && shape.role === 'limb');
    const arrow = shapes.find((shape) => shape.kind === 'arrow');
    if (pole?.kind !== 'line' || arrow?.kind !== 'arrow') return expect.fail('no pole or no arrow');
    expect(pole.points[1]![0]).toBeGreaterThan(pole.points[0]![0]);
    expect(arrow.to[0]).toBeLessThan(arrow.from[0]);
  });
});

const distance = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));

describe('Pendulum', () => {
  it('starts anywhere on the circle, and clips the torque in dynamics and reward', () => {
    const state = new Float64Array(2);
    pendulum.reset(state, 0, constant(0));
    expect(Array.from(state)).toEqual([-Math.PI, -1]);
    const [strong, stronger] = [2, 5].map((torque) => {
      const outcome = { reward: 0, terminated: true };
      const from = Float64Array.of(0.5, 0);
      pendulum.step(from, 0, [torque], 0, constant(0), outcome);
      return { from, ...outcome };
    });
    expect(stronger).toEqual(strong);
    expect(strong!.terminated).toBe(false);
  });

  it('draws the torque as an arc whose length it is', () => {
    const arcOf = (torque: number) => {
      const { shapes } = pendulum.scene([0.3, 0], [torque], 'large');
      const line = shapes.find((shape) => shape.kind === 'line' && shape.role === 'action');
      const head = shapes.find((shape) => shape.kind === 'arrow');
      if (line?.kind !== 'line' || head?.kind !== 'arrow') return expect.fail('no arc or no head');
      const path = [...line.points, head.to];
      return path.slice(1).reduce((sum, point, i) => sum + distance(point, path[i]!), 0);
    };
    expectClose(arcOf(-2), 2 * arcOf(1), { relativeToMax: 0.02 });
  });
});

describe('Bandit', () => {
  const pulls = (arm: number) =>
    Array.from({ length: 4000 }, (_, pull) => {
      const state = new Float64Array(2);
      const outcome = { reward: 0, terminated: false };
      const draws = new DrawSequence(8, 'dynamics').at(arm, pull);
      bandit.step(state, 0, [arm], 0, draws.next, outcome);
      expect(outcome.terminated).toBe(true);
      expect(Array.from(state)).toEqual([arm, outcome.reward]);
      return outcome.reward;
    });

  it('pays Gaussian rewards around 0.5 on the left and 1 on the right', () => {
    for (const [arm, mean] of [
      [0, 0.5],
      [1, 1],
    ] as const) {
      const rewards = pulls(arm);
      const average = rewards.reduce((a, b) => a + b, 0) / rewards.length;
      const variance = rewards.reduce((sum, r) => sum + (r - average) * (r - average), 0) / rewards.length;
      expectClose(average, mean, { absolute: (5 * 0.3) / Math.sqrt(rewards.length) });
      expectClose(Math.sqrt(variance), 0.3, { absolute: 0.02 });
    }
  });

  it('counts as solved at 0.95 of the better mean', () => {
    expect(bandit.successThreshold).toBe(0.95 * 1);
  });

  it('marks the last pull', () => {
    const marked = (state: number[]) =>
      bandit.scene(state, null, 'large').shapes.filter((shape) => shape.kind === 'circle');
    expect(marked([-1, 0])).toEqual([]);
    expect(marked([1, 1.25])).toEqual([expect.objectContaining({ y: 1.25, role: 'action' })]);
    expect(bandit.scene([0, -0.1], [0], 'large').readouts).toContainEqual({ label: 'reward', value: '−0.10' });
  });
});

describe('numbers for reading', () => {
  it('have a true minus, and no negative zero', () => {
    expect([signed(-0.094, 2), signed(0.094, 2), signed(-0.001, 2), signed(-12, 0)]).toEqual([
      '−0.09',
      '0.09',
      '0.00',
      '−12',
    ]);
  });

  it('mean what they say', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        expect(signed(x, 2)).not.toContain('-');
        expectClose(Number(signed(x, 2).replace('−', '-')), x, { absolute: 0.0051 });
      }),
    );
  });
});
