import { beforeEach, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../presets/defaults.ts';
import type { Experiment } from '../presets/experiment.ts';
import { tunedConfig } from '../presets/tuned.ts';
import { browserStorage } from './persistence.ts';
import { MemoryStorage, Tab } from './testing/tab.ts';

const CARTPOLE: Experiment = defaultExperiment('ppo-clip', 'CartPole-v1');
const short = (totalSteps: number): Experiment => ({ ...CARTPOLE, config: { ...CARTPOLE.config, totalSteps } });

let tab: Tab;

async function opened(experiment = CARTPOLE, options: ConstructorParameters<typeof Tab>[1] = {}): Promise<Tab> {
  const tab = new Tab(new MemoryStorage(), options);
  tab.controller.open(experiment, []);
  await tab.become('idle');
  return tab;
}

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

describe('a run', () => {
  beforeEach(async () => {
    tab = await opened();
  });

  it('is idle when opened, runs on play, and stands still on pause with its facts in step with its log', async () => {
    expect(tab.run).toMatchObject({ backend: 'cpu', iteration: 0, steps: 0, fingerprint: null });
    tab.controller.play();
    await tab.reach(30);
    expect(tab.run.stepsPerSecond).toBeGreaterThan(0);
    tab.controller.pause();
    await tab.become('paused');
    const newest = tab.controller.log.iterations.at(-1)!;
    const { iteration, steps, fingerprint, return100 } = newest;
    expect(tab.run).toMatchObject({ iteration, steps, fingerprint, return100 });
  });

  it('refreshes its facts at most four times a second while it goes on', async () => {
    tab.controller.play();
    await tab.become('running');
    let refreshes = 0;
    tab.controller.session.subscribe((now, before) => {
      if (now.run !== before.run) refreshes++;
    });
    await tab.loop.pass(2000);
    expect(refreshes).toBeGreaterThanOrEqual(6);
    expect(refreshes).toBeLessThanOrEqual(9);
  });

  it('begins again on reset, and repeats itself', async () => {
    tab.controller.step('iteration');
    await tab.become('paused');
    const { fingerprint } = tab.run;
    tab.controller.reset();
    expect(tab.controller.log.iterations).toEqual([]);
    await tab.become('idle');
    tab.controller.step('iteration');
    await tab.become('paused');
    expect(tab.run.fingerprint).toBe(fingerprint);
  });

  it('takes another seed on request, and keeps its hyperparameters', async () => {
    tab.controller.change('clipRange', 0.35);
    tab.controller.newSeed();
    await tab.become('idle');
    expect(tab.session.experiment).toMatchObject({ seed: 41, config: { clipRange: 0.35 } });
    expect(tab.trainers.made.at(-1)!.spec.seed).toBe(41);
  });

  it('takes the tuned defaults of another pairing', async () => {
    tab.controller.change('clipRange', 0.35);
    tab.controller.choose({ env: 'Pendulum-v1' });
    await tab.become('idle');
    expect(tab.session.experiment.config).toEqual(tunedConfig('ppo-clip', 'Pendulum-v1'));
    tab.controller.choose({ algo: 'reinforce' });
    expect(tab.session.experiment.config).toEqual(tunedConfig('reinforce', 'Pendulum-v1'));
  });
});

describe('an edit', () => {
  beforeEach(async () => {
    tab = await opened();
  });

  it('before the start is part of the experiment: the run begins with it', async () => {
    tab.controller.change('clipRange', 0.3);
    expect(tab.run.state).toBe('idle');
    tab.controller.play();
    await tab.reach(1);
    expect(tab.trainers.made.at(-1)!.spec.config.clipRange).toBe(0.3);
    expect(tab.controller.log.iterations.flatMap(({ changes }) => changes)).toEqual([]);
    expect(tab.workers).toHaveLength(1);
  });

  it('of a running run applies from the next iteration and is seen in the log', async () => {
    tab.controller.play();
    await tab.reach(5);
    const made = tab.trainers.made.length;
    tab.controller.change('clipRange', 0.3);
    await tab.reach(tab.run.iteration + 20);
    expect(tab.trainers.made).toHaveLength(made);
    const changes = tab.controller.log.iterations.flatMap(({ changes }) => changes);
    expect(changes).toMatchObject([{ key: 'clipRange', to: 0.3 }]);
    expect(tab.session.experiment.config.clipRange).toBe(0.3);
  });

  it('of a structural field begins a new run, which goes on running', async () => {
    tab.controller.play();
    await tab.reach(50);
    tab.controller.change('nEnvs', 4);
    expect(tab.controller.log.iterations).toEqual([]);
    await tab.reach(3);
    expect(tab.run.state).toBe('running');
    expect(tab.trainers.made.at(-1)!.spec.config.nEnvs).toBe(4);
  });

  it('out of range is replaced by the nearest value, and a notice names both', () => {
    tab.controller.change('clipRange', 99);
    expect(tab.session.experiment.config.clipRange).toBe(10);
    expect(tab.session.notices).toMatchObject([{ word: 'Out of range', text: expect.stringContaining('99') }]);
    tab.controller.dismissNotice(0);
    expect(tab.session.notices).toEqual([]);
  });

  it('to the same value, or of a field that does not exist, does nothing', () => {
    const before = tab.session;
    tab.controller.change('clipRange', 0.2);
    tab.controller.change('nonsense', 1);
    expect(tab.session).toBe(before);
  });
});

describe('opening', () => {
  it('the same run again changes panels and notices only', async () => {
    tab = await opened();
    tab.controller.play();
    await tab.reach(5);
    const notice = { word: 'Unknown key', text: 'x' };
    tab.controller.open({ ...tab.session.experiment, panels: ['learning-curve'], hide: ['seed'] }, [notice]);
    await tab.loop.pass(100);
    expect(tab.trainers.made).toHaveLength(1);
    expect(tab.run.state).toBe('running');
    expect(tab.session).toMatchObject({ notices: [notice], experiment: { panels: ['learning-curve'] } });
  });

  it('waits for the storage, and a play pressed meanwhile is not lost', async () => {
    tab = new Tab();
    tab.controller.open(CARTPOLE, []);
    tab.controller.play();
    await tab.reach(3);
    expect(tab.run.state).toBe('running');
  });

  it('works without any storage', async () => {
    tab = new Tab(browserStorage());
    tab.controller.open(CARTPOLE, []);
    await tab.become('idle');
    tab.controller.step('iteration');
    await tab.become('paused');
    expect(tab.run.iteration).toBe(1);
  });
});

describe('the end', () => {
  it('is finished at totalSteps; going on raises them', async () => {
    tab = await opened(short(500));
    tab.controller.play();
    await tab.become('finished');
    expect(tab.run.steps).toBe(500);
    tab.controller.play();
    await tab.loop.pass(100);
    expect(tab.run.state).toBe('finished');
    tab.controller.goOn();
    await tab.loop.until(() => tab.run.state === 'finished' && tab.run.steps === 1000);
    expect(tab.session.experiment.config.totalSteps).toBe(1000);
  });

  it('by divergence keeps the curve, says why, and begins anew with a smaller step', async () => {
    tab = await opened(CARTPOLE, { divergesAt: 8 });
    tab.controller.play();
    await tab.become('diverged');
    expect(tab.run).toMatchObject({ iteration: 7, diverged: 'θ became NaN.', divergence: { stepSize: 1 } });
    expect(tab.controller.log.iterations).toHaveLength(7);
    tab.controller.change('learningRate', 1e-4);
    tab.controller.reset();
    await tab.become('idle');
    expect(tab.run).toMatchObject({ iteration: 0, diverged: null });
    expect(tab.trainers.made.at(-1)!.spec.config.learningRate).toBe(1e-4);
  });
});

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

  it('gives nothing to another experiment', async () => {
    await leave();
    await comeBack({ ...CARTPOLE, seed: 2 });
    expect(tab.run).toMatchObject({ state: 'idle', iteration: 0 });
    expect(tab.words).toEqual([]);
  });
});
