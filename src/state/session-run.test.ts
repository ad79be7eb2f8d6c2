import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../presets/defaults.ts';
import { browserStorage } from './persistence.ts';
import { CARTPOLE, MemoryStorage, opened, short, Tab } from './testing/tab.ts';

let tab: Tab;

it('tells what happened to the run beside its numbers, until another begins', async () => {
  const tab = await opened(CARTPOLE, { noticeAt: 3 });
  tab.controller.play();
  await tab.reach(10);
  expect(tab.session.notices).toEqual([{ word: 'Workers', text: 'Worker 2 stopped; the run goes on with 1.' }]);
  tab.controller.reset();
  expect(tab.session.notices).toEqual([]);
});

it('does not promise that a run with real workers repeats itself after a restart', async () => {
  const tab = await opened(defaultExperiment('a3c', 'CartPole-v1'));
  tab.controller.change('mode', 'workers');
  tab.controller.play();
  await tab.reach(30);
  tab.workers.at(-1)!.crash('out of memory');
  await tab.loop.until(() => tab.session.notices.length > 0);
  expect(tab.session.notices[0]!.text).toMatch(/out of memory.*with real workers it takes another course/);
  expect(tab.session.notices[0]!.text).not.toMatch(/repeats itself/);
});

describe('the storage of earlier visits', () => {
  it('is waited for, and a play pressed meanwhile is not lost', async () => {
    tab = new Tab();
    tab.controller.open(CARTPOLE, []);
    tab.controller.play();
    await tab.reach(3);
    expect(tab.run.state).toBe('running');
  });

  it('may be missing', async () => {
    tab = new Tab(browserStorage());
    tab.controller.open(CARTPOLE, []);
    await tab.become('idle');
    tab.controller.step('iteration');
    await tab.become('paused');
    expect(tab.run.iteration).toBe(1);
  });
});

describe('a lost worker', () => {
  it('is named in a notice, and the run ends as it would have', async () => {
    tab = await opened(short(3000));
    tab.controller.play();
    await tab.become('finished');
    const { fingerprint } = tab.run;
    const whole = tab.controller.log.iterations.map((record) => record.fingerprint);

    tab = await opened(short(3000));
    tab.controller.play();
    await tab.reach(120);
    tab.workers[0]!.crash('out of memory');
    await tab.become('finished');
    expect(tab.session.notices).toMatchObject([
      { word: 'Restarted', text: expect.stringMatching(/out of memory.*goes on from iteration 77/) },
    ]);
    expect(tab.run.fingerprint).toBe(fingerprint);
    expect(tab.controller.log.iterations.map((record) => record.fingerprint)).toEqual(whole);
  });
});

describe('a closed tab', () => {
  let storage: MemoryStorage;
  const leave = async (experiment = CARTPOLE) => {
    storage = new MemoryStorage();
    tab = new Tab(storage);
    tab.controller.open(experiment, []);
    tab.controller.play();
    await tab.reach(200);
    tab.page.turn(false);
    await tab.loop.pass(50);
    tab.controller.dispose();
  };
  const comeBack = async (experiment = CARTPOLE) => {
    tab = new Tab(storage);
    tab.controller.open(experiment, []);
    await tab.loop.until(() => tab.run.state === 'paused' || tab.run.state === 'idle');
  };

  it('loses no run: it is back, paused at its checkpoint, and goes on as if nothing had been', async () => {
    await leave(short(3000));
    await comeBack(short(3000));
    expect(tab.run).toMatchObject({ state: 'paused', iteration: 154, steps: 1540 });
    expect(tab.controller.log.iterations).toHaveLength(154);
    expect(tab.session.notices).toMatchObject([{ word: 'Kept', text: expect.stringContaining('iteration 154') }]);
    tab.controller.play();
    await tab.become('finished');
    const { fingerprint } = tab.run;
    expect(storage.runs.size).toBe(0);

    tab = await opened(short(3000));
    tab.controller.play();
    await tab.become('finished');
    expect(tab.run.fingerprint).toBe(fingerprint);
  });

  it('is forgotten on reset', async () => {
    await leave();
    await comeBack();
    tab.controller.reset();
    await tab.become('idle');
    expect(tab.run.iteration).toBe(0);
    expect(tab.words).toEqual([]);
    expect(storage.runs.size).toBe(0);
  });

  it('loses neither the run nor an edit that was made in its last pause', async () => {
    await leave();
    await comeBack();
    const { iteration } = tab.run;
    tab.controller.change('clipRange', 0.4);
    const { experiment } = tab.session;
    tab.page.turn(false);
    tab.controller.dispose();
    await comeBack(experiment);
    expect(tab.run).toMatchObject({ state: 'paused', iteration });
    expect(storage.runs.size).toBe(1);
    tab.controller.step('iteration');
    await tab.reach(iteration + 1);
    expect(tab.run.config?.clipRange).toBe(0.4);
  });

  it('gives nothing to another experiment', async () => {
    await leave();
    await comeBack({ ...CARTPOLE, seed: 2 });
    expect(tab.run).toMatchObject({ state: 'idle', iteration: 0 });
    expect(tab.words).toEqual([]);
  });
});
