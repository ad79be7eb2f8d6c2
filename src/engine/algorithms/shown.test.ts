import { describe, expect, it } from 'vitest';
import { findEnvironment } from '../envs/index.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { minibatches } from '../rollout/minibatches.ts';
import type { Diagnostics, IterationRecord } from '../run-events.ts';
import { Oracle } from '../studies/testing/oracle.ts';
import { smallSpec, smallTrainer } from '../testing/drive.ts';
import { expectNear } from '../testing/near.ts';
import { dot } from '../vectors.ts';
import { nextBeta } from './ppo-kl/penalty.ts';

/** Some iterations of a run, and of each what float64 finds where it ended. */
async function* iterations(algo: string, env: string, seed: number, count: number) {
  const spec = smallSpec(algo, env, { learningRate: 0.01, nSteps: 32 }, { seed });
  const policy = new Policy(findEnvironment(env), spec.config as unknown as PolicySettings);
  const trainer = await smallTrainer(spec);
  let shown: Diagnostics = {};
  for (let done = 0; done < count; ) {
    const event = await trainer.next();
    if (event.kind === 'line') shown = { ...shown, ...(await event.inspect(new Set())).diagnostics };
    else if (event.kind === 'iteration') {
      const update = (await trainer.studies.newest())!;
      yield { seed, record: event.record, shown, update, oracle: new Oracle(policy, update) };
      done += 1;
    } else throw new Error(`the run ${event.kind}`);
  }
  trainer.dispose();
}

/** What panels take from training itself, which computes in float32. */
describe.each([
  ['CartPole-v1', 1],
  ['Pendulum-v1', 2],
  ['Acrobot-v1', 3],
  ['LQR-v0', 2],
] as const)('on %s, seed %i', (env, seed) => {
  it('clip-objective: the ratios of the last minibatch are those of float64', async () => {
    for await (const { record, shown, update, oracle } of iterations('ppo-clip', env, seed, 12)) {
      const { ratio, advantage, clipRange } = shown.ratios!;
      const { nEpochs, batchSize } = update.config;
      const place = { seed, iteration: record.iteration, epoch: Number(nEpochs) };
      const { rows } = [...minibatches(update.batch.size, Number(batchSize), place)].at(-1)!;
      const { ratios } = oracle.at(update.thetaNew);
      expect(clipRange).toBe(update.config.clipRange);
      expectNear(
        ratio,
        Array.from(rows, (row) => ratios[row]!),
        'r',
      );
      // normalised within the minibatch
      const raw = Array.from(rows, (row) => update.batch.advantages[row]!);
      const mean = raw.reduce((sum, a) => sum + a, 0) / raw.length;
      const deviation = Math.sqrt(raw.reduce((sum, a) => sum + (a - mean) * (a - mean), 0) / (raw.length - 1));
      expectNear(
        advantage,
        raw.map((a) => (a - mean) / (deviation + 1e-8)),
        'Â',
      );
    }
  });

  it('adaptive-kl: KL is that of float64, and the next β what follows from it', async () => {
    let beta: number | null = null;
    for await (const { record, update, oracle } of iterations('ppo-kl', env, seed, 12)) {
      const { kl, beta: price } = record.metrics;
      expectNear(kl!, oracle.at(update.thetaNew).kl, 'KL');
      if (beta !== null) expect(price).toBe(beta);
      beta = nextBeta(price!, oracle.at(update.thetaNew).kl, Number(update.config.delta));
    }
  });

  it.each(['npg', 'trpo'])('%s: KL and ½ ΔᵀFΔ are those of float64', async (algo) => {
    for await (const { record, update, oracle } of iterations(algo, env, seed, 6)) {
      const step = Float64Array.from(update.thetaNew, (theta, i) => theta - update.thetaOld[i]!);
      expectNear(record.metrics.kl!, oracle.at(update.thetaNew).kl, 'KL');
      expectNear(record.metrics.klPredicted!, 0.5 * dot(step, oracle.fisherProduct(step)), '½ ΔᵀFΔ');
    }
  });
});

it('learning-curve: means are those of the episodes that it is told of', async () => {
  const returns: number[] = [];
  const records: IterationRecord[] = [];
  for await (const { record } of iterations('ppo-clip', 'LQR-v0', 1, 120)) {
    returns.push(...record.episodes.map((episode) => episode.return));
    records.push(record);
    const window = returns.slice(-100);
    if (window.length === 0) expect(record.return100).toBeNull();
    else
      expectNear(record.return100!, window.reduce((sum, value) => sum + value, 0) / window.length, 'the mean return');
  }
  expect(returns.length).toBeGreaterThan(100);
  for (const { evaluation } of records.filter((record) => record.evaluation !== null)) {
    const { mean, returns: played } = evaluation!;
    expectNear(mean, played.reduce((sum, value) => sum + value, 0) / played.length, 'the evaluation');
  }
});
