import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { planeOf } from '../envs/plane.ts';
import { observeSlice, slicePoints, sliceSize } from '../envs/slice.ts';
import { Reference } from '../kernels/testing/reference.ts';
import { exp } from '../math.ts';
import { Policy, type PolicySettings, ValueFunction } from '../nn/policy.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { expectNear } from '../testing/near.ts';
import type { PolicyMap } from './policy-map.ts';
import type { StudyRequest } from './study.ts';

const breathe = async () => {};

async function update(algo: string, env: string, overrides = {}) {
  const spec = smallSpec(algo, env, { learningRate: 0.01, ...overrides });
  const trainer = await smallTrainer(spec);
  await pull(trainer, 3);
  const record = (await trainer.studies.newest())!;
  const settings = spec.config as unknown as PolicySettings & { valueHidden?: string };
  const map = async (asked: StudyRequest['settings'] = {}) =>
    (await trainer.studies.conduct(record, [{ id: 'policyMap', settings: asked }], breathe)).policyMap!;
  return { trainer, record, settings, environment: findEnvironment(env), map };
}

type Known = Awaited<ReturnType<typeof update>>;

/** What the networks see there: normalised by the record's own statistics, in float64. */
function seen({ environment, record }: Known, plane: string): { inputs: Float64Array; points: number } {
  const slice = planeOf(environment, plane)!;
  const raw = observeSlice(environment, slice);
  const { size } = environment.observation;
  const { count, mean, squares } = (record.normalizer ?? {}) as unknown as {
    count: number;
    mean: Float64Array;
    squares: Float64Array;
  };
  const inputs = Float64Array.from(raw, (x, at) => {
    if (!record.normalizer) return x;
    const i = at % size;
    // they are fed with float32
    return Math.fround(Math.max(-10, Math.min(10, (x - mean[i]!) / Math.sqrt(squares[i]! / count + 1e-8))));
  });
  return { inputs, points: sliceSize(slice) };
}

function expectedPolicy(known: Known, plane: string): number[] {
  const { environment, settings, record } = known;
  const { inputs, points } = seen(known, plane);
  const { shape, distribution } = new Policy(environment, settings);
  const { headSize, freeParameters } = distribution;
  const theta = Float64Array.from(record.thetaNew);
  const { output } = new Reference(shape, theta.subarray(0, theta.length - freeParameters), inputs, points);
  return Array.from({ length: points }, (_, row) => {
    const out = [...output.subarray(row * headSize, (row + 1) * headSize)];
    if (freeParameters) return out.flatMap((mean, i) => [mean, exp(theta[theta.length - freeParameters + i]!)]);
    const most = Math.max(...out);
    const odds = out.map((logit) => exp(logit - most));
    const all = odds.reduce((a, b) => a + b);
    return odds.map((odd) => odd / all);
  }).flat();
}

function expectedValue(known: Known, plane: string): number[] {
  const { environment, settings, record } = known;
  const { inputs, points } = seen(known, plane);
  const hidden = settings.valueHidden ?? settings.hidden;
  const { shape } = new ValueFunction(environment, { ...settings, hidden });
  return [...new Reference(shape, Float64Array.from(record.phi!), inputs, points).output];
}

describe.each([
  ['ppo-clip', 'CartPole-v1', 'position,turn-rate', {}],
  ['ppo-clip', 'Pendulum-v1', 'angle,turn-rate', { normalizeObs: true }],
  ['npg', 'Acrobot-v1', 'angle-2,turn-rate-1', {}],
  ['trpo', 'LQR-v0', 'position', {}],
  ['a2c', 'CliffWalking-v1', 'column,row', {}],
  ['reinforce', 'CartPole-v1', 'angle,turn-rate', { baseline: 'state' }],
] as const)('π and V of %s on %s over %s', (algo, env, plane, overrides) => {
  it('are those of θ_new and φ, as recomputed in float64', async () => {
    const known = await update(algo, env, overrides);
    const map = await known.map({ plane });
    expectNear(map.policy, expectedPolicy(known, plane), 'π');
    expectNear(map.value!, expectedValue(known, plane), 'V');
  });

  it('give the same answer later, and leave the run alone', async () => {
    const spec = smallSpec(algo, env, { learningRate: 0.01, ...overrides });
    const plain = await smallTrainer(spec);
    const { trainer, map } = await update(algo, env, overrides);
    const live = await map();
    const expected = (await pull(plain, 5)).records.at(-1)!.fingerprint;
    expect((await pull(trainer, 2)).records.at(-1)!.fingerprint).toBe(expected);
    expect(await map()).toEqual(live);
  });
});

describe('the states of the batch', () => {
  const axis = (map: PolicyMap, index: 0 | 1) => map.visited.filter((_, i) => i % 2 === index);

  it('stand where they were', async () => {
    const { map, record } = await update('ppo-clip', 'CartPole-v1', { normalizeObs: false });
    const found = await map({ plane: 'speed,angle' });
    const column = (index: number) => record.batch.observations.filter((_, i) => i % 4 === index);
    expect(axis(found, 0)).toEqual(column(1));
    expect(axis(found, 1)).toEqual(column(2));
  });

  it('stand there also where observations are normalised, but for what that learned meanwhile', async () => {
    const { map, record } = await update('ppo-clip', 'Pendulum-v1', { normalizeObs: true, nSteps: 64 });
    const angles = axis(await map(), 0);
    expect(angles).toHaveLength(record.batch.size);
    expect(Math.max(...angles.map(Math.abs))).toBeLessThanOrEqual(Math.PI + 1e-6);
    expect(Math.max(...axis(await map(), 1).map(Math.abs))).toBeLessThan(9);
  });

  it('bound the plane where that is asked for', async () => {
    const { map } = await update('ppo-clip', 'CartPole-v1');
    const found = await map({ span: 'visited' });
    for (const [i, { range, count }] of [found.x, found.y!].entries()) {
      const values = axis(found, i as 0 | 1);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      expect(range[0]).toBeLessThanOrEqual(least);
      expect(range[1]).toBeGreaterThanOrEqual(most);
      expect(range[1] - range[0]).toBeLessThanOrEqual(1.5 * (most - least));
      expect(slicePoints({ ...found.x, range, count })).toHaveLength(49);
    }
  });
});

it('has nothing to draw where there is but one state, and no V where none is learned', async () => {
  const { trainer, record } = await update('reinforce', 'Bandit-v0');
  expect(await trainer.studies.conduct(record, [{ id: 'policyMap' }], breathe)).toEqual({ policyMap: null });
  const { map } = await update('reinforce', 'CartPole-v1', { baseline: 'none' });
  expect((await map()).value).toBeNull();
});
