import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { dot } from '../trust-region/vectors.ts';
import { thinned } from './desk.ts';
import { Oracle } from './testing/oracle.ts';

const breathe = async () => {};
const hypot = (...v: number[]): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

/** A run's update after a few iterations, and the policy that it moved. */
async function update(algo: string, env: string) {
  const spec = smallSpec(algo, env, { learningRate: 0.01 });
  const trainer = await smallTrainer(spec);
  await pull(trainer, 3);
  const record = (await trainer.studies.newest())!;
  const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
  return { trainer, record, oracle: new Oracle(policy, record) };
}

const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * Math.abs(expected) + 2e-7);

describe.each([
  ['ppo-clip', 'CartPole-v1'],
  ['ppo-clip', 'Pendulum-v1'],
  ['trpo', 'CartPole-v1'],
  ['trpo', 'Pendulum-v1'],
  ['reinforce', 'CartPole-v1'],
] as const)('an update of %s on %s', (algo, env) => {
  it('is what it was between θ_old and θ_new, as recomputed from batch and θ in float64', async () => {
    const { trainer, record, oracle } = await update(algo, env);
    const { interpolation } = await trainer.studies.conduct(record, [{ id: 'interpolation' }], breathe);
    const { t, surrogate, clipped, clippedTerm, kl, clipRange, rows } = interpolation!;
    expect(rows).toBe(record.batch.size);
    expect([t[0], t[10], t[30], t.at(-1)]).toEqual([-0.5, 0, 1, 2].map((at) => expect.closeTo(at, 12)));
    for (const i of [0, 10, 17, 30, 50]) {
      const theta = Float32Array.from(record.thetaNew, (now, p) => {
        const before = record.thetaOld[p]!;
        return before + Math.fround(t[i]! * (now - before));
      });
      const found = oracle.at(theta);
      const terms = found.ratios.map((r, row) => {
        const advantage = oracle.advantages[row]!;
        const bounded = Math.min(1 + clipRange, Math.max(1 - clipRange, r)) * advantage;
        return { plain: r * advantage, bounded, least: Math.min(r * advantage, bounded) };
      });
      const scale = terms.reduce((sum, { plain }) => sum + Math.abs(plain), 0) / rows;
      const mean = (pick: (term: (typeof terms)[number]) => number) =>
        terms.reduce((sum, at) => sum + pick(at), 0) / rows;
      // a mean of terms of both signs is as exact as its terms are
      for (const [actual, expected] of [
        [surrogate[i]!, mean((at) => at.plain)],
        [clipped[i]!, mean((at) => at.least)],
        [clippedTerm[i]!, mean((at) => at.bounded)],
      ] as const)
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
          1e-4 * Math.max(Math.abs(expected), 0.01 * scale) + 2e-7,
        );
      close(kl[i]!, found.kl);
    }
    expect(kl[10]!).toBeLessThan(1e-7);
  });

  it('is seen in the plane of both gradients as recomputed', async () => {
    const { trainer, record, oracle } = await update(algo, env);
    const wants = [{ id: 'planeSlice', settings: { axes: true } }] as const;
    const slice = (await trainer.studies.conduct(record, wants, breathe)).planeSlice!;
    const [first, second] = slice.axes!;
    expect([dot(first, first), dot(second, second)]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    expect(dot(first, second)).toBeCloseTo(0, 9);

    // g and F, through the network in float64
    const g = oracle.gradient();
    const inPlane = hypot(...slice.gradient);
    expect(Math.abs(inPlane - hypot(...g))).toBeLessThan(1e-4 * inPlane);
    close(slice.gradient[0], dot(g, first));
    const [Fx, Fy] = [oracle.fisherProduct(first), oracle.fisherProduct(second)];
    const scale = Math.max(slice.fisher[0], slice.fisher[2]);
    for (const [actual, expected] of [
      [slice.fisher[0], dot(first, Fx)],
      [slice.fisher[1], dot(first, Fy)],
      [slice.fisher[2], dot(second, Fy)],
    ] as const)
      expect(Math.abs(actual - expected)).toBeLessThan(1e-4 * scale);

    // what was measured on the grid, at both ends and in between
    const at = (x: number, y: number) =>
      Float32Array.from(record.thetaOld, (t, p) => t + Math.fround(x * first[p]! + y * second[p]!));
    const spread = oracle.advantages.reduce((sum, a) => sum + Math.abs(a) / slice.rows, 0);
    const expectMeasured = (found: { surrogate: number; kl: number }, theta: Float32Array) => {
      close(found.kl, oracle.at(theta).kl);
      // a mean of terms of both signs is as exact as its terms are
      const gain = oracle.gain(theta);
      expect(Math.abs(found.surrogate - gain)).toBeLessThan(1e-4 * Math.max(Math.abs(gain), 0.01 * spread) + 4e-7);
    };
    const { x, y, surrogate, kl } = slice;
    for (const [i, j] of [
      [0, 0],
      [3, 11],
      [7, 7],
      [12, 2],
      [14, 14],
    ] as const)
      expectMeasured({ surrogate: surrogate[j * x.length + i]!, kl: kl[j * x.length + i]! }, at(x[i]!, y[j]!));
    expectMeasured(slice.natural, at(...slice.natural.at));
    expectMeasured(slice.vanilla, at(...slice.vanilla.at));
    expectMeasured(slice.step, record.thetaNew);

    // θ_old is on the grid; the natural step is as long as √(2δ) says, the plain one as long as it is
    expect([x.includes(0), y.includes(0)]).toEqual([true, true]);
    for (const axis of [x, y]) expect([...axis]).toEqual([...axis].toSorted((a, b) => a - b));
    const length = hypot(...slice.natural.at);
    expect(0.5 * slice.fisher[0] * length * length).toBeCloseTo(slice.delta, 10);
    expect(hypot(...slice.vanilla.at)).toBeCloseTo(length, 10);
    // the step taken has the length that it has
    const taken = hypot(...Array.from(record.thetaNew, (theta, i) => theta - record.thetaOld[i]!));
    expect(hypot(...slice.step.at, slice.stepOutside)).toBeCloseTo(taken, 5);
    expect(slice.isBound).toBe(algo === 'trpo');
    if (algo !== 'trpo') close(slice.delta, oracle.at(record.thetaNew).kl);
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

it('is not to be had of algorithms whose updates are no matter of one batch', async () => {
  const trainer = await smallTrainer(smallSpec('ddpg', 'Pendulum-v1'));
  await pull(trainer, 1);
  expect(await trainer.studies.newest()).toBeNull();
});

it('thins a batch evenly, from its first row on', () => {
  const column = Float32Array.from({ length: 10 }, (_, i) => i);
  const batch = { size: 10, observations: Float32Array.from({ length: 20 }, (_, i) => i), codes: column };
  const whole = { ...batch, advantages: column, returns: column, values: column };
  expect(thinned(whole, 10)).toBe(whole);
  const few = thinned(whole, 4);
  expect([few.size, ...few.advantages]).toEqual([4, 0, 3, 6, 9]);
  expect([...few.observations]).toEqual([0, 1, 6, 7, 12, 13, 18, 19]);
});
