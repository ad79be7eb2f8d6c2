import { describe, expect, it } from 'vitest';
import { awaitsEdits } from './run-facts.ts';
import { CARTPOLE, opened, type Tab } from './testing/tab.ts';

const awaits = ({ session }: Tab) => awaitsEdits(session.experiment, session.run.config);

describe('a run and the settings beside it', () => {
  it('are at odds from an edit in a pause until an iteration has taken it over, or it is taken back', async () => {
    const tab = await opened();
    const { controller } = tab;
    expect(awaits(tab)).toBe(false);
    controller.step('iteration');
    await tab.become('paused');
    controller.change('clipRange', 0.4);
    expect(awaits(tab)).toBe(true);
    controller.change('clipRange', 0.2);
    expect(awaits(tab)).toBe(false);
    controller.change('clipRange', 0.3);
    controller.step('iteration');
    await tab.reach(2);
    expect(awaits(tab)).toBe(false);
    expect(tab.run.config?.clipRange).toBe(0.3);
  });

  it('agree where only the end was moved, and after a reset', async () => {
    const tab = await opened({ ...CARTPOLE, config: { ...CARTPOLE.config, annealing: false } });
    const { controller } = tab;
    controller.step('iteration');
    await tab.become('paused');
    controller.change('totalSteps', 90_000);
    expect(awaits(tab)).toBe(false);
    controller.change('gamma', 0.5);
    controller.reset();
    expect(awaits(tab)).toBe(false);
  });

  it('are at odds again where the iterations that had taken an edit over are lost with their worker', async () => {
    const tab = await opened();
    const { controller } = tab;
    controller.play();
    await tab.reach(100);
    controller.change('clipRange', 0.4);
    await tab.loop.until(() => controller.log.iterations.some(({ changes }) => changes.length > 0));
    tab.workers[0]!.crash('out of memory');
    expect(tab.run.config?.clipRange).toBe(0.2);
    await tab.loop.until(() => !awaits(tab));
    expect(tab.run.config?.clipRange).toBe(0.4);
  });
});
