import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../presets/defaults.ts';
import { tunedConfig } from '../presets/tuned.ts';
import { decode } from '../presets/url.ts';
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

describe('a panel that starts from the pairing', () => {
  const cliffAfter = (link: string) =>
    choose(decode(link).experiment, { algo: 'trpo', env: 'Acrobot-v1' }).experiment.panelState['step-size-cliff'];

  it('follows it while it is closed, but for what was changed in it', () => {
    const { panelState } = defaultExperiment('trpo', 'Acrobot-v1');
    expect(cliffAfter('#/lab?algo=a2c')).toEqual(panelState['step-size-cliff']);
    expect(cliffAfter('#/lab?algo=a2c&step-size-cliff.seeds=7&step-size-cliff.ppoKl=true')).toEqual({
      ...panelState['step-size-cliff'],
      seeds: 7,
      ppoKl: true,
    });
  });

  it('stays as it is while it is open: its runs may be under way', () => {
    const link = '#/lab?algo=a2c&panels=step-size-cliff';
    expect(cliffAfter(link)).toEqual(decode(link).experiment.panelState['step-size-cliff']);
  });
});
