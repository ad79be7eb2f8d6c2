import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { expectNear } from '../testing/near.ts';
import { combined, dot } from '../vectors.ts';
import { thinned } from './desk.ts';
import { Oracle } from './testing/oracle.ts';

const breathe = async () => {};
const hypot = (...v: number[]): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

/** A run's update after some iterations, and how to recompute what is said of it with so many rows at most. */
async function update(algo: string, env: string, { iterations = 3, seed = 1, ...overrides } = {}) {
  const spec = smallSpec(algo, env, { learningRate: 0.01, ...overrides }, { seed });
  const trainer = await smallTrainer(spec);
  await pull(trainer, iterations);
  const record = (await trainer.studies.newest())!;
  const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
  const oracle = (mostRows: number) => new Oracle(policy, record, Math.ceil(record.batch.size / mostRows));
  return { trainer, record, oracle };
}

type Known = Awaited<ReturnType<typeof update>>;

async function expectLine({ trainer, record, oracle: ask }: Known) {
  const oracle = ask(1024);
  const { interpolation } = await trainer.studies.conduct(record, [{ id: 'interpolation' }], breathe);
  const { t, surrogate, clipped, clippedTerm, kl, clipRange, rows } = interpolation!;
  expect(rows).toBe(oracle.rows);
  expect([t[0], t[10], t[30], t.at(-1)]).toEqual([-0.5, 0, 1, 2].map((at) => expect.closeTo(at, 12)));
  for (const i of t.keys()) {
    const found = oracle.at(combined([1 - t[i]!, record.thetaOld], [t[i]!, record.thetaNew]));
    const mean = (term: (r: number, advantage: number) => number) =>
      found.ratios.reduce((sum, r, row) => sum + term(r, oracle.advantages[row]!) / rows, 0);
    const bounded = (r: number) => Math.min(1 + clipRange, Math.max(1 - clipRange, r));
    expectNear(
      surrogate[i]!,
      mean((r, a) => r * a),
      `L^IS at ${t[i]}`,
    );
    expectNear(
      clipped[i]!,
      mean((r, a) => Math.min(r * a, bounded(r) * a)),
      `L^CLIP at ${t[i]}`,
    );
    expectNear(
      clippedTerm[i]!,
      mean((r, a) => bounded(r) * a),
      `the clipped term at ${t[i]}`,
    );
    expectNear(kl[i]!, found.kl, `KL at ${t[i]}`);
  }
  expect(kl[10]!).toBeLessThan(1e-12);
}

async function expectPlane({ trainer, record, oracle: ask }: Known) {
  const wants = [{ id: 'planeSlice', settings: { axes: true } }] as const;
  const slice = (await trainer.studies.conduct(record, wants, breathe)).planeSlice!;
  const [first, second] = slice.axes!;
  expect([dot(first, first), dot(second, second)]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
  expect(dot(first, second)).toBeCloseTo(0, 9);

  // g and F, through the network in float64
  const g = ask(4096).gradient();
  expectNear(hypot(...slice.gradient), hypot(...g), 'the length of g');
  expectNear(slice.gradient, [dot(g, first), dot(g, second)], 'g in the plane');
  const oracle = ask(1024);
  expect(slice.rows).toBe(oracle.rows);
  const [Fx, Fy] = [oracle.fisherProduct(first), oracle.fisherProduct(second)];
  expectNear(slice.fisher, [dot(first, Fx), dot(first, Fy), dot(second, Fy)], 'F in the plane');

  // what was measured on the grid, and of the marks
  const expectMeasured = (found: { surrogate: number; kl: number }, theta: ArrayLike<number>, where: string) => {
    expectNear(found.kl, oracle.at(theta).kl, `KL at ${where}`);
    expectNear(found.surrogate, oracle.gain(theta), `the surrogate at ${where}`);
  };
  const at = (x: number, y: number) => combined([1, record.thetaOld], [x, first], [y, second]);
  const { x, y, surrogate, kl } = slice;
  for (let point = 0; point < kl.length; point += 4) {
    const place = [x[point % x.length]!, y[Math.floor(point / x.length)]!] as const;
    expectMeasured({ surrogate: surrogate[point]!, kl: kl[point]! }, at(...place), `${place}`);
  }
  expectMeasured(slice.natural, at(...slice.natural.at), 'the natural step');
  expectMeasured(slice.vanilla, at(...slice.vanilla.at), 'the plain step');
  expectMeasured(slice.step, record.thetaNew, 'the step taken');
  return slice;
}

describe.each([
  ['ppo-clip', 'CartPole-v1'],
  ['ppo-clip', 'Pendulum-v1'],
  ['trpo', 'CartPole-v1'],
  ['trpo', 'Pendulum-v1'],
  ['reinforce', 'CartPole-v1'],
] as const)('an update of %s on %s', (algo, env) => {
  it('is what it was between θ_old and θ_new, as recomputed from batch and θ in float64', async () => {
    await expectLine(await update(algo, env));
  });

  it('is seen in the plane of both gradients as recomputed', async () => {
    const known = await update(algo, env);
    const slice = await expectPlane(known);
    const { record, oracle } = known;

    // θ_old is on the grid; the natural step is as long as √(2δ) says, the plain one as long as it is
    const { x, y } = slice;
    expect([x.includes(0), y.includes(0)]).toEqual([true, true]);
    for (const axis of [x, y]) expect([...axis]).toEqual([...axis].toSorted((a, b) => a - b));
    const length = hypot(...slice.natural.at);
    expect(0.5 * slice.fisher[0] * length * length).toBeCloseTo(slice.delta, 10);
    expect(hypot(...slice.vanilla.at)).toBeCloseTo(length, 10);
    // the step taken has the length that it has
    const taken = hypot(...Array.from(record.thetaNew, (theta, i) => theta - record.thetaOld[i]!));
    expectNear(hypot(...slice.step.at, slice.stepOutside), taken, 'the step taken');
    expect(slice.isBound).toBe(algo === 'trpo');
    if (algo !== 'trpo') expectNear(slice.delta, oracle(1024).at(record.thetaNew).kl, 'KL of the step');
    // TRPO goes where the natural gradient points
    else expect(slice.stepOutside).toBeLessThan(1e-3 * taken);
  });

  it('leaves the run alone: the same fingerprint, looked at or not', async () => {
    const spec = smallSpec(algo, env);
    const [plain, seen] = [await smallTrainer(spec), await smallTrainer(spec)];
    for (let i = 0; i < 3; i++) {
      await pull(seen, 1);
      const record = (await seen.studies.newest())!;
      await seen.studies.conduct(record, [{ id: 'interpolation' }, { id: 'planeSlice' }], breathe);
    }
    const expected = (await pull(plain, 4)).records.at(-1)!.fingerprint;
    expect((await pull(seen, 1)).records.at(-1)!.fingerprint).toBe(expected);
  });

  it('gives the same answer later', async () => {
    const { trainer, record } = await update(algo, env);
    const ask = () => trainer.studies.conduct(record, [{ id: 'interpolation' }, { id: 'planeSlice' }], breathe);
    const live = await ask();
    await pull(trainer, 2);
    expect(await ask()).toEqual(live);
  });
});

/** All families, advantages large and small, two seeds, and batches that are thinned out. */
describe.each([
  ['ppo-clip', 'Acrobot-v1', { seed: 2, iterations: 12, activation: 'relu' }],
  ['ppo-kl', 'LQR-v0', { seed: 3, iterations: 20 }],
  ['is-pg', 'MountainCarContinuous-v0', { seed: 2, iterations: 9, normalizeAdvantage: false }],
  ['npg', 'Pendulum-v1', { seed: 3, iterations: 7, normalizeAdvantage: false }],
  ['trpo', 'Pendulum-v1', { seed: 2, iterations: 15, delta: 0.2, normalizeAdvantage: false }],
  ['trpo', 'CliffWalking-v1', { seed: 3, iterations: 8 }],
  ['a2c', 'CartPole-v1', { seed: 2, iterations: 30 }],
  ['reinforce', 'TwoState-v0', { seed: 3, iterations: 10 }],
  ['reinforce', 'Pendulum-v1', { seed: 2, iterations: 4, batchEpisodes: 8, normalizeAdvantage: false }],
  ['ppo-clip', 'CartPole-v1', { seed: 2, nSteps: 800, hidden: '16' }],
] as const)('a later update of %s on %s (%j)', (algo, env, overrides) => {
  it('is on the line and in the plane what float64 finds', async () => {
    const known = await update(algo, env, overrides);
    await expectLine(known);
    await expectPlane(known);
  });
});

it('is the same without the kernel', async () => {
  const known = await update('trpo', 'Pendulum-v1');
  const wants = [{ id: 'interpolation' }, { id: 'planeSlice' }, { id: 'policyMap' }] as const;
  const { trainer, record } = known;
  const fast = await trainer.studies.conduct(record, wants, breathe);
  const plain = await smallTrainer(smallSpec('trpo', 'Pendulum-v1', { learningRate: 0.01 }, { backend: 'cpu' }));
  await pull(plain, 1);
  const slow = await plain.studies.conduct(record, wants, breathe);
  expectNear(slow.interpolation!.surrogate, fast.interpolation!.surrogate, 'L^IS');
  expectNear(slow.planeSlice!.surrogate, fast.planeSlice!.surrogate, 'the surrogate');
  expectNear(slow.policyMap!.policy, fast.policyMap!.policy, 'π');
});

it('is not to be had of algorithms whose updates are no matter of one batch', async () => {
  const trainer = await smallTrainer(smallSpec('ddpg', 'Pendulum-v1'));
  await pull(trainer, 1);
  expect(await trainer.studies.newest()).toBeNull();
});

it('thins a batch evenly, from its first row on', () => {
  const column = Float32Array.from({ length: 10 }, (_, i) => i);
  const whole = {
    size: 10,
    observations: Float32Array.from({ length: 20 }, (_, i) => i),
    codes: column,
    advantages: column,
  };
  expect(thinned(whole, 10)).toBe(whole);
  const few = thinned(whole, 4);
  expect([few.size, ...few.advantages]).toEqual([4, 0, 3, 6, 9]);
  expect([...few.observations]).toEqual([0, 1, 6, 7, 12, 13, 18, 19]);
});
