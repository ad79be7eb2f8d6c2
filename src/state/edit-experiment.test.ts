import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../presets/defaults.ts';
import { tunedConfig } from '../presets/tuned.ts';
import { changeField, choose } from './edit-experiment.ts';

const onIce = defaultExperiment('ppo-clip', 'FrozenLake-v1');

describe("an environment's own setting", () => {
  const firm = changeField(onIce, 'slippery', false)!;

  it('is changed like a hyperparameter, and begins a new run', () => {
    expect(firm).toMatchObject({ value: false, isStructural: true, notice: null });
    expect(firm.experiment.config).toEqual({ ...onIce.config, slippery: false });
    expect(changeField(defaultExperiment('ppo-clip', 'CartPole-v1'), 'slippery', true)).toBeNull();
  });

  it('stays when another algorithm is chosen, which comes with its tuned defaults', () => {
    const { experiment } = choose(firm.experiment, { algo: 'reinforce' });
    expect(experiment.config).toEqual({ ...tunedConfig('reinforce', 'FrozenLake-v1'), slippery: false });
  });

  it('is the default again in another environment, and gone where there is none', () => {
    expect(choose(firm.experiment, { env: 'FrozenLake8x8-v1' }).experiment.config.slippery).toBe(true);
    expect(choose(firm.experiment, { env: 'CartPole-v1' }).experiment.config).not.toHaveProperty('slippery');
  });
});
