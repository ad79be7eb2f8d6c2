import { describe, expect, it } from 'vitest';
import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { findEnvironment } from '../engine/envs/index.ts';
import { PAIRINGS } from './arbitrary.ts';
import { configSchema } from './config-schema.ts';
import { defaultExperiment } from './defaults.ts';
import { HISTORY } from './history.ts';
import { mismatch, pairingProblem, possibleEnvironment, settle } from './pairing.ts';
import { tunedConfig } from './tuned.ts';

describe.each(Object.keys(HISTORY.tables).map(Number))('tuned defaults, version %i', (version) => {
  it.each(PAIRINGS.map(({ spec, env }) => [spec.id, env] as const))(
    '%s on %s: every field, all allowed',
    (algo, env) => {
      const config = tunedConfig(algo, env, version);
      const schema = configSchema(algo, env);
      expect(Object.keys(config)).toEqual(Object.keys(schema.shape));
      expect(schema.strict().parse(config)).toEqual(config);
    },
  );

  it('speaks only of pairings that exist and can be', () => {
    for (const [algo, environments] of Object.entries(HISTORY.tables[version]!))
      for (const env of Object.keys(environments)) expect(pairingProblem(algo, env)).toBeNull();
  });
});

it('the live fields of every algorithm are fields of its schema', () => {
  for (const { spec } of ALGORITHMS)
    expect(Object.keys(spec.config.shape)).toEqual(expect.arrayContaining([...spec.liveFields]));
});

it('opens with PPO-Clip on CartPole-v1, seed 1, and the panels that suit it', () => {
  expect(defaultExperiment()).toMatchObject({
    algo: 'ppo-clip',
    env: 'CartPole-v1',
    seed: 1,
    backend: 'wasm',
    hide: [],
  });
  expect(defaultExperiment().panels).toContain('clip-objective');
  expect(defaultExperiment('reinforce').panels).not.toContain('clip-objective');
});

describe('a pairing', () => {
  const cartPole = { id: 'CartPole-v1', action: { kind: 'discrete' } } as const;
  const pendulum = { id: 'Pendulum-v1', action: { kind: 'box' } } as const;
  const tasks = [cartPole, pendulum];

  it('that cannot be is explained, and says what stands in', () => {
    const continuous = { title: 'DDPG', actionKinds: ['box'] } as const;
    expect(mismatch(continuous, cartPole, tasks)).toBe(
      'DDPG needs continuous actions, and CartPole-v1 has discrete ones; Pendulum-v1 is used.',
    );
    expect(settle(continuous, cartPole, tasks)).toBe(pendulum);
    expect(mismatch(continuous, pendulum, tasks)).toBeNull();
    expect(settle(continuous, pendulum, tasks)).toBe(pendulum);
  });

  it('of DDPG or SVG(0) with discrete actions is not offered, and the link’s notice says why', () => {
    expect(pairingProblem('ddpg', 'CartPole-v1')).toBe(
      'DDPG needs continuous actions, and CartPole-v1 has discrete ones; LQR-v0 is used.',
    );
    expect(pairingProblem('svg0', 'FrozenLake-v1')).toBe(
      'SVG(0) needs continuous actions, and FrozenLake-v1 has discrete ones; LQR-v0 is used.',
    );
    expect(possibleEnvironment('ddpg', 'Bandit-v0')).toBe('LQR-v0');
    expect(pairingProblem('ddpg', 'Pendulum-v1')).toBeNull();
  });

  it('that can be is left alone', () => {
    expect(pairingProblem('ppo-clip', 'Bandit-v0')).toBeNull();
    expect(possibleEnvironment('reinforce', 'Pendulum-v1')).toBe('Pendulum-v1');
    expect(() => findEnvironment('Doom')).toThrow(/Bandit-v0/);
  });
});
