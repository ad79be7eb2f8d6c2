import type { BatchLearner } from '../algorithms/algorithm.ts';
import { BATCH_LEARNERS, type BatchLearnerId } from '../algorithms/index.ts';
import { divergenceSentence } from '../divergence.ts';
import { findEnvironment } from '../envs/index.ts';
import { arithmeticOf } from '../float64/arithmetic.ts';
import { OldPolicy } from '../float64/old-policy.ts';
import { loadKernel } from '../kernels/load.ts';
import { createPolicyLearner } from '../nn/create-learner.ts';
import type { PolicyLearner } from '../nn/learner.ts';
import { Policy, type PolicySettings } from '../nn/policy.ts';
import { normaliseAdvantages } from '../rollout/returns.ts';
import { RunningNormalizer } from '../rollout/running-normalizer.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { Run } from '../run.ts';
import type { RunConfig } from '../run-spec.ts';
import { playFresh } from './fresh-episodes.ts';
import { StepGauge, type StepMeasures } from './step-measures.ts';
import type { UpdateRecord } from './study.ts';

/** An update to be tried on the batch. What θ's shape and the task depend on is taken from the run, whatever this says. */
export interface UpdateChoice {
  readonly algo: BatchLearnerId;
  readonly config: RunConfig;
}

/** One frozen batch, and what each of several updates makes of it, all from the same θ_old. */
export interface SameBatch {
  /** Of the run whose batch it is. */
  readonly iteration: number;
  /** Samples in the batch. */
  readonly rows: number;
  /** In the order in which they are tried. */
  readonly asked: readonly BatchLearnerId[];
  /** Returns of π_old in the fresh episodes that all policies share; null until they have been played. */
  readonly before: Float32Array | null;
  /** Of those tried so far. */
  readonly outcomes: readonly Outcome[];
}

export type Outcome =
  | {
      readonly algo: BatchLearnerId;
      readonly step: StepMeasures;
      /** Of π_new, in the same episodes as π_old's. */
      readonly returns: Float32Array;
      readonly refused: null;
    }
  /** No step came of it: `refused` is the sentence that says why. */
  | { readonly algo: BatchLearnerId; readonly step: null; readonly returns: null; readonly refused: string };

/** Fresh episodes of every policy. */
export const EPISODES = 100;

/** What a run and any update of its θ must share, beside the environment's own options. */
const NETWORK = ['hidden', 'activation', 'initialLogStd'];

/**
 * Lets each update begin at θ_old with a fresh optimiser, on a run of its own that shares nothing with `run` but batch and
 * task; measures the step, and plays 100 fresh episodes with what came of it.
 *
 * @param report hears of each piece as soon as it is there
 * @throws whatever `breathe` throws: how to stop it
 */
export async function compareUpdates(
  run: Run,
  update: UpdateRecord,
  choices: readonly UpdateChoice[],
  breathe: () => Promise<void>,
  report: (soFar: SameBatch) => void,
): Promise<SameBatch> {
  const scratch = await Scratch.open(run, update, breathe);
  const { iteration, batch } = update;
  let found: SameBatch = {
    iteration,
    rows: batch.size,
    asked: choices.map(({ algo }) => algo),
    before: null,
    outcomes: [],
  };
  report(found);
  found = { ...found, before: await scratch.returnsBefore() };
  report(found);
  for (const choice of choices) {
    found = { ...found, outcomes: [...found.outcomes, await scratch.attempt(choice)] };
    report(found);
  }
  return found;
}

/** Where updates are tried: every one of them in a run of its own. */
class Scratch {
  private readonly normalizer: RunningNormalizer | null;
  private readonly gauge: StepGauge;

  private constructor(
    private readonly run: Run,
    private readonly record: UpdateRecord,
    private readonly breathe: () => Promise<void>,
    private readonly createKernel: () => Run['kernel'],
  ) {
    const { normalizer } = record;
    this.normalizer = normalizer && new RunningNormalizer(run.environment.observation.size);
    if (normalizer) this.normalizer?.load(normalizer);
    const policy = new Policy(run.environment, record.config as unknown as PolicySettings);
    this.gauge = new StepGauge(new OldPolicy(arithmeticOf(createKernel()), policy), record);
  }

  static async open(run: Run, record: UpdateRecord, breathe: () => Promise<void>): Promise<Scratch> {
    const kernels = run.kernel ? (await loadKernel()).kernel : null;
    return new Scratch(run, record, breathe, () => kernels?.instantiate() ?? null);
  }

  async returnsBefore(): Promise<Float32Array> {
    const { record, run } = this;
    const scratch = this.createRun(run.spec.algo, record.config);
    try {
      const policy = createPolicyLearner(scratch, scratch.config as unknown as PolicySettings, { rule: 'sgd' });
      policy.adopt(record.thetaOld);
      return await this.play(policy);
    } finally {
      scratch.dispose();
    }
  }

  async attempt({ algo, config }: UpdateChoice): Promise<Outcome> {
    const { record, breathe } = this;
    const { start, update }: BatchLearner = await BATCH_LEARNERS[algo]();
    const scratch = this.createRun(algo, config);
    const refuse = (refused: string): Outcome => ({ algo, step: null, returns: null, refused });
    try {
      const { agent } = start(scratch);
      const policy = agent.policy as PolicyLearner;
      policy.adopt(record.thetaOld);
      const { trouble } = await lastOf(update(scratch, agent, forUpdate(record.batch, scratch.config)), breathe);
      if (trouble) {
        const stepSize = Number(scratch.config[trouble.stepSizeKey]);
        return refuse(divergenceSentence(trouble, record.iteration, stepSize));
      }
      const step = this.gauge.measure(await policy.theta());
      await breathe();
      return { algo, step, returns: await this.play(policy), refused: null };
    } catch (error) {
      // What an algorithm declines, it declines with a sentence for whoever looks on.
      if (error instanceof RangeError) return refuse(error.message);
      throw error;
    } finally {
      scratch.dispose();
    }
  }

  private play(policy: PolicyLearner): Promise<Float32Array> {
    const { run, record, normalizer, breathe } = this;
    const episodes = { count: EPISODES, seed: run.seed, number: record.iteration };
    return playFresh(policy, normalizer, run.environment, episodes, breathe);
  }

  private createRun(algo: string, config: RunConfig): Run {
    const { run, record, breathe } = this;
    const options = findEnvironment(run.spec.env).options?.fields.shape ?? {};
    const shared = Object.entries(record.config).filter(([key]) => NETWORK.includes(key) || key in options);
    // The batch holds observations as the policy saw them already.
    const own = { ...config, ...Object.fromEntries(shared), normalizeObs: false };
    const scratch = new Run({ ...run.spec, algo, config: own }, breathe, this.createKernel());
    // Minibatches are drawn as in the run's own update.
    scratch.iteration = record.iteration;
    return scratch;
  }
}

/** Some updates normalise advantages themselves, others expect them so; those that do it again change nothing by it. */
function forUpdate(batch: Batch, { normalizeAdvantage }: RunConfig): Batch {
  if (normalizeAdvantage !== true) return batch;
  return { ...batch, advantages: normaliseAdvantages(batch.advantages.slice()) };
}

/** Runs an update to its end. */
async function lastOf<Result>(
  events: AsyncGenerator<unknown, Result, void>,
  breathe: () => Promise<void>,
): Promise<Result> {
  for (;;) {
    const event = await events.next();
    if (event.done) return event.value;
    await breathe();
  }
}
