import { describe, expect, it } from 'vitest';
import type { BatchLearner } from '../algorithms/algorithm.ts';
import { BATCH_LEARNERS } from '../algorithms/index.ts';
import type { StepOutcome } from '../envs/environment.ts';
import { findEnvironment } from '../envs/index.ts';
import { loadKernel } from '../kernels/load.ts';
import { Reference } from '../kernels/testing/reference.ts';
import { exp } from '../math.ts';
import type { PolicyLearner } from '../nn/learner.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { DrawSequence } from '../rng.ts';
import { normaliseAdvantages } from '../rollout/returns.ts';
import { Run } from '../run.ts';
import { pull, smallSpec, smallTrainer } from '../testing/drive.ts';
import { expectNear } from '../testing/near.ts';
import { dot } from '../vectors.ts';
import { EPISODES, type SameBatch, type UpdateChoice } from './same-batch.ts';
import type { UpdateRecord } from './study.ts';
import { Oracle } from './testing/oracle.ts';

const breathe = async () => {};
const IDS = ['reinforce', 'is-pg', 'npg', 'trpo', 'ppo-kl', 'ppo-clip'] as const;

const choicesFor = (env: string, ids: readonly UpdateChoice['algo'][] = IDS): UpdateChoice[] =>
  ids.map((algo) => ({ algo, config: smallSpec(algo, env, { normalizeAdvantage: true }).config }));

/** A run's update after a few iterations. */
async function frozen(env: string, algo = 'ppo-clip', overrides = {}) {
  const trainer = await smallTrainer(smallSpec(algo, env, { learningRate: 0.01, ...overrides }));
  await pull(trainer, 3);
  return { trainer, record: (await trainer.studies.newest())! };
}

/** θ_new of one choice: the algorithm's own `update`, from θ_old. */
async function moved(record: UpdateRecord, env: string, { algo, config }: UpdateChoice): Promise<Float32Array> {
  const { start, update }: BatchLearner = await BATCH_LEARNERS[algo]();
  const kernel = (await loadKernel()).kernel!.instantiate();
  const run = new Run({ ...smallSpec(algo, env), config }, breathe, kernel);
  run.iteration = record.iteration;
  const { agent } = start(run);
  const policy = agent.policy as PolicyLearner;
  policy.adopt(record.thetaOld);
  const advantages = normaliseAdvantages(record.batch.advantages.slice());
  const events = update(run, agent, { ...record.batch, advantages });
  while (!(await events.next()).done);
  return policy.theta();
}

const policyOf = (record: UpdateRecord, env: string): Policy =>
  new Policy(findEnvironment(env), record.config as unknown as PolicySettings);

describe.each(['CartPole-v1', 'Pendulum-v1'])('one batch of %s', (env) => {
  it('is what every step is measured on, as recomputed from batch and θ in float64', async () => {
    const { trainer, record } = await frozen(env);
    const choices = choicesFor(env);
    const found = await trainer.studies.compare(record, choices, breathe, () => {});
    expect(found).toMatchObject({ iteration: 3, rows: record.batch.size, asked: IDS });
    const oracle = new Oracle(policyOf(record, env), record);
    for (const [i, choice] of choices.entries()) {
      const { algo, step } = found.outcomes[i]!;
      expect(algo).toBe(choice.algo);
      const thetaNew = await moved(record, env, choice);
      const delta = Float64Array.from(thetaNew, (theta, p) => theta - record.thetaOld[p]!);
      expectNear(step!.length, Math.sqrt(dot(delta, delta)), 'the length');
      expectNear(step!.kl, oracle.at(thetaNew).kl, 'KL');
      expectNear(step!.gain, oracle.gain(thetaNew), 'the gain');
      expectNear(step!.gainPredicted, dot(oracle.gradient(), delta), 'gᵀΔ');
      expectNear(step!.klPredicted, 0.5 * dot(delta, oracle.fisherProduct(delta)), '½ ΔᵀFΔ');
    }
  });
});

it('plays the episodes that it says it plays, the same for every policy', async () => {
  const env = 'CartPole-v1';
  const { trainer, record } = await frozen(env);
  const found = await trainer.studies.compare(record, choicesFor(env, ['trpo']), breathe, () => {});
  const { shape } = policyOf(record, env);
  const task = findEnvironment(env);
  const [reset, act] = [new DrawSequence(1, 'evaluationReset'), new DrawSequence(1, 'stageAction')];
  const state = new Float64Array(task.stateSize);
  const seen = new Float32Array(task.observation.size);
  const outcome: StepOutcome = { reward: 0, terminated: false };
  for (const copy of [0, 1, 2, 50, 99]) {
    const key = record.iteration * EPISODES + copy;
    task.reset(state, 0, reset.at(key, 0).next);
    let total = 0;
    for (let t = 1; t <= task.maxEpisodeSteps; t++) {
      task.observe(state, 0, seen, 0);
      const [left, right] = new Reference(shape, Float64Array.from(record.thetaOld), seen, 1).output;
      const goesLeft = act.at(key, t).next() < 1 / (1 + exp(right! - left!));
      task.step(state, 0, [goesLeft ? 0 : 1], 0, () => 0, outcome);
      total += outcome.reward;
      if (outcome.terminated) break;
    }
    expect(found.before![copy]).toBe(total);
  }
  expect(found.outcomes[0]!.returns).toHaveLength(EPISODES);
});

it('tells of each piece as soon as it is there', async () => {
  const { trainer, record } = await frozen('CartPole-v1');
  const heard: SameBatch[] = [];
  const choices = choicesFor('CartPole-v1', ['reinforce', 'ppo-clip']);
  const found = await trainer.studies.compare(record, choices, breathe, (soFar) => heard.push(soFar));
  expect(heard.map(({ before, outcomes }) => [before !== null, outcomes.length])).toEqual([
    [false, 0],
    [true, 0],
    [true, 1],
    [true, 2],
  ]);
  expect(heard.at(-1)).toEqual(found);
});

it('begins each update anew: the order in which they are tried is of no consequence', async () => {
  const { trainer, record } = await frozen('CartPole-v1');
  const compare = async (ids: readonly UpdateChoice['algo'][]) => {
    const { outcomes } = await trainer.studies.compare(record, choicesFor('CartPole-v1', ids), breathe, () => {});
    return new Map(outcomes.map((outcome) => [outcome.algo, outcome]));
  };
  expect(await compare(['trpo', 'is-pg'])).toEqual(await compare(['is-pg', 'trpo']));
});

it('leaves the run alone: the same fingerprint, compared or not', async () => {
  const { trainer, record } = await frozen('CartPole-v1');
  const { trainer: plain } = await frozen('CartPole-v1');
  await trainer.studies.compare(record, choicesFor('CartPole-v1'), breathe, () => {});
  const [seen, expected] = [await pull(trainer, 1), await pull(plain, 1)];
  expect(seen.records[0]!.fingerprint).toBe(expected.records[0]!.fingerprint);
});

it('says why an algorithm declines: a network can be too large for a Fisher matrix', async () => {
  const { trainer, record } = await frozen('CartPole-v1', 'ppo-clip', { hidden: '32-64' });
  const { outcomes } = await trainer.studies.compare(record, choicesFor('CartPole-v1', ['npg']), breathe, () => {});
  expect(outcomes[0]).toMatchObject({ algo: 'npg', step: null, refused: expect.stringContaining('2,402 parameters') });
});

it('stops at a breath', async () => {
  const { trainer, record } = await frozen('CartPole-v1');
  const stop = async () => {
    throw new Error('enough');
  };
  await expect(trainer.studies.compare(record, choicesFor('CartPole-v1'), stop, () => {})).rejects.toThrow('enough');
});
