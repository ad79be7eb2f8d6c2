import { beforeEach, describe, expect, it } from 'vitest';
import { opened, type Tab } from './testing/tab.ts';

let tab: Tab;

describe('looking', () => {
  beforeEach(async () => {
    tab = await opened();
  });

  it('merges what panels want, and takes it back when they go', async () => {
    const undo = tab.controller.want('env-view', { stageCopies: 2 });
    tab.controller.want('thumbnails', { stageCopies: 8 });
    tab.controller.want('clip-objective', { diagnostics: ['ratios'] });
    await tab.loop.until(() => tab.controller.log.stage?.copies === 8);
    tab.controller.want('thumbnails', { stageCopies: 1 });
    await tab.loop.until(() => tab.controller.log.stage?.copies === 2);
    undo();
    await tab.loop.until(() => tab.controller.log.stage?.copies === 1);
    tab.controller.step('line');
    tab.controller.step('iteration');
    await tab.reach(1);
    expect(tab.controller.log.line?.diagnostics?.ratios).toBeDefined();
  });

  it('back shows the policy of the nearest snapshot; null is live again', async () => {
    tab.controller.want('env-view', { stageCopies: 1 });
    tab.controller.play();
    await tab.reach(100);
    tab.controller.pause();
    await tab.become('paused');
    tab.controller.lookBackAt(12);
    expect(tab.session.lookingBackAt).toBe(12);
    await tab.loop.until(() => tab.controller.log.stage?.policy[0] === 12);
    tab.controller.lookBackAt(null);
    await tab.loop.until(() => tab.controller.log.stage!.policy[0]! > 50);
  });
});
