import { describe, expect, it } from 'vitest';
import { ppoClip } from '../../engine/algorithms/ppo-clip/spec.ts';
import { trpo as trpoSpec } from '../../engine/algorithms/trpo/spec.ts';
import type { RunConfig } from '../../engine/run-spec.ts';
import type { PinnedRun, RunIdentity } from '../../state/pinned-runs.ts';
import { companyOf, fullName, inFamilies } from './company.ts';

const onCartPole = { env: 'CartPole-v1', seed: 7, backend: 'wasm', edited: false } as const;
const ppo: RunIdentity = { ...onCartPole, algo: 'ppo-clip', config: ppoClip.config.parse({}) as RunConfig };
const trpo: RunIdentity = { ...onCartPole, algo: 'trpo', config: trpoSpec.config.parse({}) as RunConfig };
const set = (run: RunIdentity, config: Record<string, number>, seed = run.seed): RunIdentity => ({
  ...run,
  seed,
  config: { ...run.config, ...config },
});
const pin = (...runs: RunIdentity[]): PinnedRun[] =>
  runs.map((run, i) => ({ ...run, id: i + 1, mark: i, reached: 0, curve: [], evaluations: [] }));
const names = (live: RunIdentity, ...runs: RunIdentity[]) => {
  const { name, families } = companyOf(live, pin(...runs));
  return [name, ...families.map((family) => family.name)];
};

describe('a run among pinned ones', () => {
  it('is named by what it differs in, and by nothing else', () => {
    expect(names(ppo)).toEqual(['']);
    expect(names(ppo, set(ppo, { clipRange: 0.1 }))).toEqual(['*ε* .2', '*ε* .1']);
    expect(names(ppo, trpo)).toEqual(['PPO-Clip', 'TRPO']);
    expect(names(ppo, set(trpo, { delta: 0.01 }), set(trpo, { delta: 0.05 }))).toEqual([
      'PPO-Clip',
      'TRPO, *δ* .01',
      'TRPO, *δ* .05',
    ]);
    expect(names(ppo, set(ppo, { clipRange: 0.1 }, 8))).toEqual(['*ε* .2, seed 7', '*ε* .1, seed 8']);
    expect(names(ppo, trpo, set(trpo, {}, 8))).toEqual(['PPO-Clip', 'TRPO, seeds 7, 8']);
    expect(names(ppo, { ...ppo, edited: true })).toEqual(['', 'edited midway']);
  });

  it('is one of a family where only seeds differ', () => {
    const [a, b, c, d] = [1, 2, 3, 5].map((seed) => set(ppo, {}, seed));
    const { families } = companyOf(ppo, pin(a!, b!, c!, d!));
    expect(families).toHaveLength(1);
    expect(families[0]).toMatchObject({ name: 'seeds 1–3, 5, 7', hasLive: true });
    expect(families[0]!.members).toHaveLength(4);
  });

  it('is listed beside its siblings', () => {
    const listed = inFamilies(pin(ppo, trpo, set(ppo, {}, 8), set(trpo, {}, 8)));
    expect(listed.map(({ run, isFirst }) => [run.id, isFirst])).toEqual([
      [1, true],
      [3, false],
      [2, true],
      [4, false],
    ]);
  });

  it('is not told apart by where it ends, unless rates anneal until there', () => {
    expect(names(ppo, set(ppo, { totalSteps: 777 }, 8))).toEqual(['seed 7', 'seeds 7, 8']);
    const annealed = (totalSteps: number) => ({ ...ppo, config: { ...ppo.config, annealing: true, totalSteps } });
    expect(names(annealed(10_000), annealed(20_000))).toEqual(['total steps 10,000', 'total steps 20,000']);
  });

  it('keeps edited runs out of families', () => {
    const { families } = companyOf({ ...ppo, edited: true }, pin(ppo, set(ppo, {}, 8)));
    expect(families.map(({ name, hasLive }) => [name, hasLive])).toEqual([['seeds 7, 8', false]]);
  });

  it('counts those of other environments apart', () => {
    const pendulum: RunIdentity = { ...ppo, env: 'Pendulum-v1' };
    expect(companyOf(ppo, pin(pendulum))).toEqual({ name: '', families: [], elsewhere: 1 });
  });

  it('has a name in a list even where it is the very run in hand', () => {
    expect(fullName(pin(ppo)[0]!, [ppo, ppo])).toBe('seed 7');
  });
});
