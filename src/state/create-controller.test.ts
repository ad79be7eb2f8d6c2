import { beforeEach, describe, expect, it } from 'vitest';
import { tunedConfig } from '../presets/tuned.ts';
import { CARTPOLE, opened, short, type Tab } from './testing/tab.ts';

let tab: Tab;

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

  it('of a structural field keeps a play that the worker has not got to yet, and makes none of a step', async () => {
    tab.controller.reset();
    tab.controller.play();
    expect(tab.run.state).toBe('loading');
    tab.controller.change('nEnvs', 4);
    await tab.reach(3);
    expect(tab.run.state).toBe('running');
    tab.controller.step('iteration');
    tab.controller.change('nEnvs', 8);
    await tab.become('idle');
    await tab.loop.pass(100);
    expect(tab.run).toMatchObject({ state: 'idle', iteration: 0 });
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

  it('the same run by another link forgets what was wrong with the last one, not what happened to the run', async () => {
    tab = await opened(CARTPOLE, { noticeAt: 3 });
    tab.controller.open(CARTPOLE, [{ word: 'Unknown key', text: 'x' }]);
    tab.controller.play();
    await tab.reach(10);
    expect(tab.words).toEqual(['Unknown key', 'Workers']);
    tab.controller.open(CARTPOLE, []);
    expect(tab.words).toEqual(['Workers']);
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
