import { describe, expect, it } from 'vitest';
import { cartPole } from '../envs/cart-pole.ts';
import { pendulum } from '../envs/pendulum.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { expectClose } from '../testing/golden.ts';
import { tf } from '../tf.ts';
import { findAlgorithm } from './index.ts';

/** What shares no learner with PPO-Clip and REINFORCE, which other tests hold to both. */
const CASES = [
  ['actor-critic', { sharedNetwork: false }],
  ['actor-critic', { sharedNetwork: true }],
  ['a3c', {}],
  ['ppo-kl', {}],
  ['a2c-trust-region', { delta: 0.001 }],
  ['npg', { fisher: 'hessian' }],
  ['npg', { fisher: 'outer' }],
  ['trpo', {}],
  ['behavior-cloning', { batchSize: 128, expertEpisodes: 1 }],
  ['cem', {}],
  ['ddpg', { actionNoise: 'ornstein-uhlenbeck' }],
  ['svg0', { sigma: 'global' }],
  ['svg0', { sigma: 'state' }],
] as const;

const TASKS = [cartPole, pendulum];

describe.each(CASES)('%s without the kernel (%o)', (algo, overrides) => {
  const { actionKinds } = findAlgorithm(algo).spec;
  it.each(TASKS.filter(({ action }) => actionKinds.includes(action.kind)).map(({ id }) => id))(
    'begins as it does with it on %s, and leaves no tensor behind',
    async (env) => {
      const train = async (backend: 'wasm' | 'cpu') => {
        const trainer = await smallTrainer(smallSpec(algo, env, overrides, { backend }));
        const { records } = await pull(trainer, 2);
        const before = tf.memory().numTensors;
        await pull(trainer, 3);
        expect(tf.memory().numTensors).toBe(before);
        trainer.dispose();
        return records.map(({ metrics }) => metrics);
      };
      const [byKernel, byTensorFlow] = [await train('wasm'), await train('cpu')];
      expect(Object.keys(byTensorFlow[0]!).sort()).toEqual(Object.keys(byKernel[0]!).sort());
      for (const [name, expected] of Object.entries(byKernel[0]!))
        expectClose(byTensorFlow[0]![name]!, expected, { absolute: 1e-4, relativeToMax: 1e-3 }, name);
    },
  );
});
