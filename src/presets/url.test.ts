import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import { stepSizeCliff } from '../panels/step-size-cliff/spec.ts';
import { anyExperiment } from './arbitrary.ts';
import { configSchema } from './config-schema.ts';
import { defaultExperiment } from './defaults.ts';
import { pairingProblem } from './pairing.ts';
import { sayList } from './say.ts';
import { CONTROLS, decode, encode } from './url.ts';

const text = (hash: string) => decode(hash).notices.map((notice) => `${notice.word}. ${notice.text}`);

describe('decode(encode(x)) = x', () => {
  it('for every experiment, without a notice', () => {
    fc.assert(
      fc.property(anyExperiment, fc.boolean(), (experiment, share) => {
        const link = decode(encode(experiment, { share }));
        expect(link).toEqual({ page: 'lab', experiment, notices: [] });
      }),
      { numRuns: 1500 },
    );
  });

  it('writes nothing for the default experiment, and only the differences of another', () => {
    const standard = defaultExperiment();
    expect(encode(standard)).toBe('#/lab');
    const edited = { ...standard, seed: 7, config: { ...standard.config, clipRange: 0.3 }, hide: ['env', 'seed'] };
    expect(encode(edited)).toBe('#/lab?seed=7&clipRange=0.3&hide=env,seed');
    expect(encode({ ...edited, panels: [] })).toBe('#/lab?seed=7&clipRange=0.3&panels=&hide=env,seed');
    expect(encode(defaultExperiment('reinforce', 'Bandit-v0'))).toBe('#/lab?algo=reinforce&env=Bandit-v0');
  });

  it('shares the version and the backend that really runs', () => {
    const asked = { ...defaultExperiment(), backend: 'webgpu' as const };
    expect(encode(asked)).toBe('#/lab?backend=webgpu');
    expect(encode(asked, { share: true })).toBe('#/lab?v=1&backend=webgpu');
    expect(encode(asked, { share: true, resolvedBackend: 'wasm' })).toBe('#/lab?v=1&backend=wasm');
  });
});

describe('a panel with runs of its own', () => {
  const plain = '#/lab?algo=trpo&env=Acrobot-v1&panels=step-size-cliff';

  it('starts from the link’s algorithm and environment, of which it then says nothing', () => {
    const { experiment, notices } = decode(plain);
    expect(notices).toEqual([]);
    expect(experiment.panels).toEqual(['step-size-cliff']);
    expect(experiment.panelState['step-size-cliff']).toMatchObject({
      ...{ reinforce: false, a2c: false, isPg: false, trpo: true, ppoKl: false, ppoClip: false },
      env: 'Acrobot-v1',
    });
    expect(encode(experiment)).toBe(plain);
  });

  it('starts as on its own page where it can do nothing with them', () => {
    const { panelState } = decode('#/lab?algo=ddpg&env=Pendulum-v1').experiment;
    expect(panelState['step-size-cliff']).toEqual(stepSizeCliff.state.parse({}));
  });

  it('writes what was changed in it, a way back to the defaults of its page too', () => {
    const { experiment } = decode(plain);
    const state = { ...experiment.panelState['step-size-cliff'], reinforce: true, env: 'CartPole-v1' };
    const changed = { ...experiment, panelState: { ...experiment.panelState, 'step-size-cliff': state } };
    expect(encode(changed)).toBe(`${plain}&step-size-cliff.reinforce=true&step-size-cliff.env=CartPole-v1`);
  });
});

describe('decode', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.tuple(
          fc.oneof(
            fc.constantFrom(
              'v',
              'algo',
              'env',
              'backend',
              'panels',
              'hide',
              'learning-curve.x',
              '__proto__',
              ...CONTROLS,
            ),
            fc.string({ unit: 'binary' }),
          ),
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.double().map(String),
            fc.constantFrom('%', '%E0%A4', 'NaN', '1e999'),
          ),
        ),
      )
      .map((pairs) => `#/lab?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`),
  );

  it('never throws, and always gives an experiment that the schemas allow', () => {
    fc.assert(
      fc.property(anything, (hash) => {
        const { experiment, notices } = decode(hash);
        const schema = configSchema(experiment.algo, experiment.env).strict();
        expect(schema.parse(experiment.config)).toEqual(experiment.config);
        expect(pairingProblem(experiment.algo, experiment.env)).toBeNull();
        expect(decode(encode(experiment))).toEqual({ page: 'lab', experiment, notices: [] });
        for (const notice of notices) expect(notice.text).toMatch(/\.$|\?$/);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', 'home'],
    ['#', 'home'],
    ['#/', 'home'],
    ['#/lab', 'lab'],
    ['#/lab/', 'lab'],
    ['#/lab?seed=7', 'lab'],
    ['#/gallery', 'gallery'],
  ])('takes the page from %j', (hash, page) => {
    expect(decode(hash).page).toBe(page);
    expect(decode(hash).notices).toEqual([]);
  });

  it('reads the address that the README shows', () => {
    const { experiment, notices } = decode(
      '#/lab?v=1&algo=ppo-clip&env=CartPole-v1&seed=7&clipRange=0.3&panels=learning-curve,clip-objective&learning-curve.x=updates&hide=env,seed',
    );
    expect(notices).toEqual([]);
    expect(experiment).toMatchObject({
      algo: 'ppo-clip',
      env: 'CartPole-v1',
      seed: 7,
      backend: 'wasm',
      panels: ['learning-curve', 'clip-objective'],
      hide: ['env', 'seed'],
    });
    expect(experiment.config.clipRange).toBe(0.3);
    expect(experiment.panelState['learning-curve']).toMatchObject({ x: 'updates' });
  });

  it("reads an environment's own setting, and writes it only where it is not the default", () => {
    const hash = '#/lab?env=FrozenLake-v1&slippery=false';
    const { experiment, notices } = decode(hash);
    expect(notices).toEqual([]);
    expect(experiment.config).toMatchObject({ slippery: false, gamma: expect.any(Number) });
    expect(encode(experiment)).toBe(hash);
    expect(encode({ ...experiment, config: { ...experiment.config, slippery: true } })).toBe('#/lab?env=FrozenLake-v1');
    expect(decode('#/lab?env=CliffWalking-v1').experiment.config.slippery).toBe(false);
    expect(decode('#/lab').experiment.config).not.toHaveProperty('slippery');
  });

  it('fills in the tuned defaults of the pairing', () => {
    const { experiment } = decode('#/lab?algo=reinforce&env=Bandit-v0');
    expect(experiment).toEqual(defaultExperiment('reinforce', 'Bandit-v0'));
    expect(experiment.config).toMatchObject({ hidden: 'none', optimizer: 'sgd', baseline: 'constant', gamma: 0.99 });
  });
});

describe('a bad link', () => {
  it.each([
    ['clipRange=99', 'Out of range. clipRange = 99: allowed is 0 to 10; 10 is used.', 'clipRange', 10],
    ['clipRange=-1', 'Out of range. clipRange = -1: allowed is 0 to 10; 0 is used.', 'clipRange', 0],
    ['clipRange=1e999', 'Out of range. clipRange = 1e999: allowed is 0 to 10; 10 is used.', 'clipRange', 10],
    ['clipRange=lots', 'Unreadable. clipRange = lots: allowed is 0 to 10; 0.2 is used.', 'clipRange', 0.2],
    ['clipRange=', 'Unreadable. clipRange is empty: allowed is 0 to 10; 0.2 is used.', 'clipRange', 0.2],
    ['nEpochs=2.6', 'Rounded. nEpochs = 2.6: allowed are whole numbers from 1 to 100; 3 is used.', 'nEpochs', 3],
    [
      'nEnvs=5000',
      'Out of range. nEnvs = 5000: allowed are whole numbers from 1 to 1,024; 1,024 is used.',
      'nEnvs',
      1024,
    ],
    ['initialLogStd=-9', 'Out of range. initialLogStd = -9: allowed is −5 to 2; −5 is used.', 'initialLogStd', -5],
    ['annealing=yes', 'Unreadable. annealing = yes: allowed is true or false; true is used.', 'annealing', true],
    [
      'activation=gelu',
      'Unknown value. activation = gelu: allowed is tanh or relu; tanh is used.',
      'activation',
      'tanh',
    ],
    [
      'hidden=64x64',
      'Unreadable. hidden = 64x64: allowed is none, or up to three widths from 1 to 999 joined by "-"; 32-32 is used.',
      'hidden',
      '32-32',
    ],
    [
      'clipRange=0.1&clipRange=0.4',
      'Repeated key. clipRange stands 2 times; the first, 0.1, is used.',
      'clipRange',
      0.1,
    ],
  ])('%s', (query, notice, key, used) => {
    const link = decode(`#/lab?${query}`);
    expect(text(`#/lab?${query}`)).toEqual([notice]);
    expect(link.experiment.config[key]).toBe(used);
  });

  it.each([
    ['seed=-1', 'Out of range. seed = -1: allowed are whole numbers from 0 to 4,294,967,295; 0 is used.'],
    ['backend=cuda', 'Unknown value. backend = cuda: allowed is wasm, webgpu or cpu; wasm is used.'],
    [
      'algo=ppo',
      `Unknown algorithm. algo = ppo: there are ${sayList(
        ALGORITHMS.map(({ spec }) => spec.id),
        'and',
      )}; ppo-clip is used.`,
    ],
    [
      'env=Doom',
      `Unknown environment. env = Doom: there are ${sayList(
        ENVIRONMENTS.map(({ id }) => id),
        'and',
      )}; CartPole-v1 is used.`,
    ],
    [
      'v=9',
      'Newer link. v = 9: there is only version 1; the link is read as version 1, and may have meant something else.',
    ],
    ['v=one', 'Unknown version. v = one: there is only version 1; the link is read as version 1.'],
    ['clipRnge=0.3', 'Unknown key. clipRnge is no setting of PPO-Clip; it is ignored. Is clipRange meant?'],
    ['zoom=3', 'Unknown key. zoom is no setting of PPO-Clip; it is ignored.'],
    ['stepSize=3', 'Unknown key. stepSize is a setting of REINFORCE, which PPO-Clip does not have; it is ignored.'],
    [
      'slippery=true',
      'Unknown key. slippery is a setting of CliffWalking-v1, FrozenLake-v1 and FrozenLake8x8-v1, which CartPole-v1 does not have; it is ignored.',
    ],
    ['env=FrozenLake-v1&slippery=no', 'Unreadable. slippery = no: allowed is true or false; true is used.'],
    [
      'panels=learning-curves',
      'Unknown panel. panels = learning-curves: there is no such panel; it is left out. Is learning-curve meant?',
    ],
    ['panels=env-view,env-view', 'Repeated. panels names env-view twice; it is used once.'],
    ['panels=env-view,env-view,env-view', 'Repeated. panels names env-view 3 times; it is used once.'],
    ['hide=everything', 'Unknown control. hide = everything: there is no such control; it is left out.'],
    [
      'learning-curve.x=days',
      'Unknown value. learning-curve.x = days: allowed is steps, updates or seconds; steps is used.',
    ],
    ['seed=%E0%A4', 'Unreadable. seed=%E0%A4 is not percent-encoded text; it is ignored.'],
  ])('%s', (query, notice) => expect(text(`#/lab?${query}`)).toEqual([notice]));

  it('names every slip, and cuts what is too long for a sentence', () => {
    expect(text(`#/lab?algo=foo&clipRange=99&x=${'y'.repeat(99)}&${'z'.repeat(99)}=1`)).toEqual([
      expect.stringContaining('algo = foo'),
      expect.stringContaining('clipRange = 99'),
      'Unknown key. x is no setting of PPO-Clip; it is ignored.',
      `Unknown key. ${'z'.repeat(39)}… is no setting of PPO-Clip; it is ignored.`,
    ]);
  });

  it.each([
    ['panels=foo,foo', 'foo'],
    ['seed=%E0%A4&seed=%E0%A4', '%E0%A4'],
    [`${'z'.repeat(99)}1=1&${'z'.repeat(99)}2=2`, 'z'.repeat(39)],
  ])('says the same thing once: %s', (query, named) => {
    expect(text(`#/lab?${query}`)).toEqual([expect.stringContaining(named)]);
  });
});
