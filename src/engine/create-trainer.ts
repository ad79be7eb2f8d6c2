import { isReproducible, type TrainingLoop } from './algorithms/algorithm.ts';
import { findAlgorithm } from './algorithms/index.ts';
import { restoreNumber } from './checkpoint-part.ts';
import { divergenceSentence } from './divergence.ts';
import { Fingerprint } from './fingerprint.ts';
import type { GradientWorkers } from './gradient-workers.ts';
import type { Actor } from './nn/learner.ts';
import { openMachine } from './open-machine.ts';
import { ReturnWindow } from './return-window.ts';
import { evaluateGreedy } from './rollout/evaluate.ts';
import { Run } from './run.ts';
import type { DivergedEvent, IterationEvent, IterationRecord, RunEvent, TrainEvent } from './run-events.ts';
import type { Checkpoint, ConfigValue, RunSpec } from './run-spec.ts';
import { UpdateStudies } from './studies/index.ts';
import type { OpenBackend } from './tf.ts';
import type { StagePolicy, Trainer, TrainerHost } from './trainer.ts';

/** Greedy episodes behind each evaluation point of the learning curve. */
const EVALUATION_EPISODES = 10;

/**
 * Opens the backend, loads the algorithm and builds the run, at its beginning or where a checkpoint left it.
 * @param gradientWorkers threads for algorithms that ask for some; null where there are none to be had
 * @throws RangeError for an unknown algorithm or environment; Error for a checkpoint of another run.
 */
export async function createTrainer(
  spec: RunSpec,
  host: TrainerHost,
  checkpoint: Checkpoint | null,
  gradientWorkers: GradientWorkers | null = null,
): Promise<Trainer> {
  const { backend, kernel } = await openMachine(spec.backend);
  const { start } = await findAlgorithm(spec.algo).load();
  const surroundings = { now: () => host.now(), gradientWorkers };
  const run = new Run(spec, () => host.breathe(), kernel, surroundings);
  try {
    const trainer = new RunTrainer(run, start(run), backend, host);
    if (checkpoint) trainer.restore(checkpoint);
    return trainer;
  } catch (error) {
    run.dispose();
    throw error;
  }
}

class RunTrainer implements Trainer {
  readonly spec: RunSpec;
  readonly backend: Trainer['backend'];
  readonly lost: Promise<string>;
  readonly studies: UpdateStudies;
  private readonly fingerprint: Fingerprint;
  private readonly returns: ReturnWindow;
  private events: AsyncGenerator<TrainEvent, void, void>;
  private betweenIterations = true;
  private diverged: DivergedEvent | null = null;
  private staged: Actor | null = null;
  /** Environment steps at the end of the iteration before this one. */
  private stepsBefore = 0;
  /** Milliseconds of training before this trainer took over. */
  private earlier = 0;
  private readonly startedAt: number;

  constructor(
    private readonly run: Run,
    private readonly loop: TrainingLoop,
    { id, notice, lost }: OpenBackend,
    private readonly host: TrainerHost,
  ) {
    this.spec = run.spec;
    this.backend = { id, kernel: run.kernel !== null, notice };
    this.lost = lost;
    this.studies = new UpdateStudies(run, loop.agent);
    this.startedAt = host.now();
    this.fingerprint = run.keep('fingerprint', new Fingerprint());
    this.fingerprint.reproducible = isReproducible(findAlgorithm(run.spec.algo).spec, run.config);
    this.returns = run.keep('returns', new ReturnWindow(100));
    run.keep('counters', {
      save: () => ({ steps: run.steps, updates: run.updates, iteration: run.iteration, milliseconds: this.elapsed() }),
      load: (part) => {
        run.steps = this.stepsBefore = restoreNumber(part, 'steps');
        run.updates = restoreNumber(part, 'updates');
        run.iteration = restoreNumber(part, 'iteration');
        this.earlier = restoreNumber(part, 'milliseconds');
      },
    });
    this.events = loop.train();
  }

  get parameters(): number {
    return this.loop.agent.policy.policy.size;
  }

  async next(): Promise<RunEvent> {
    if (this.diverged) return this.diverged;
    this.betweenIterations = false;
    const { value: event, done } = await this.events.next();
    if (done || !event) {
      this.betweenIterations = true;
      // A raised `totalSteps` begins where this loop ended: all state is in the run's parts.
      this.events = this.loop.train();
      return { kind: 'finished' };
    }
    if (event.kind === 'line' || event.kind === 'notice') return event;
    if (event.trouble) {
      const { iteration } = this.run;
      const { what, line, stepSizeKey } = event.trouble;
      const stepSize = Number(this.run.config[stepSizeKey]);
      const message = divergenceSentence(event.trouble, iteration, stepSize);
      this.diverged = { kind: 'diverged', what, line, iteration, stepSizeKey, stepSize, message };
      // Whoever works for the loop is let go.
      await this.events.return();
      return this.diverged;
    }
    const record = await this.complete(event);
    this.betweenIterations = true;
    return { kind: 'iteration', record };
  }

  change(config: Readonly<Record<string, ConfigValue>>): void {
    this.run.change(config);
  }

  async checkpoint(): Promise<Checkpoint> {
    if (!this.betweenIterations) throw new Error('A checkpoint can be taken between two iterations only.');
    // With edits in force the checkpoint's own configuration is what goes on, not the link's.
    const spec = { ...this.spec, config: this.run.config };
    return { spec, iteration: this.run.iteration, parts: await this.run.saveParts() };
  }

  restore({ spec, parts }: Checkpoint): void {
    const sameRun = spec.algo === this.spec.algo && spec.env === this.spec.env && spec.seed === this.spec.seed;
    if (!sameRun) throw new Error('The checkpoint belongs to another run.');
    this.run.config = { ...spec.config };
    this.run.loadParts(parts);
  }

  theta(): Promise<Float32Array> {
    return this.loop.agent.policy.theta();
  }

  evaluate(episodes: number, seed: number): Promise<number[]> {
    const { breathe, environment } = this.run;
    return evaluateGreedy(this.loop.agent, environment, { episodes, seed, breathe });
  }

  async policyFor(theta: Float32Array): Promise<StagePolicy> {
    const { policy, normalizer, isGreedy } = this.loop.agent;
    const { distribution } = policy.policy;
    const frozen = policy.frozen(theta);
    // Nobody says when the stage is done with a policy: the last one goes when the next one comes.
    this.staged?.dispose();
    this.staged = frozen;
    return {
      outputs: distribution.descriptionSize,
      act: async (observations, count, draw, actions, outputs) => {
        const seen = normalizer ? new Float32Array(observations.length) : observations;
        normalizer?.normalise(observations, count, seen);
        const acting = await frozen.act(seen, count);
        for (let row = 0; row < count; row++) {
          if (isGreedy) distribution.mode(acting, row, actions);
          else distribution.sample(acting, row, draw, actions);
          distribution.describe(acting, row, outputs);
        }
      },
    };
  }

  dispose(): void {
    this.staged?.dispose();
    this.run.dispose();
  }

  /** Evaluates if it is due, and turns an algorithm's metrics into the record that the page keeps. */
  private async complete({ metrics }: IterationEvent): Promise<IterationRecord> {
    const { run, returns, fingerprint } = this;
    for (const episode of run.episodes) returns.push(episode.return);
    const evaluation = this.evaluationDue() ? await this.evaluation() : null;
    if (run.changes.some((change) => alters(change.key, run.config))) fingerprint.edited = true;
    fingerprint.addRecord({ ...metrics, steps: run.steps, updates: run.updates });
    for (const episode of run.episodes) fingerprint.add(episode.return);
    if (evaluation) for (const value of evaluation.returns) fingerprint.add(value);
    return {
      iteration: run.iteration,
      steps: run.steps,
      updates: run.updates,
      episodes: run.episodes,
      return100: returns.mean(),
      evaluation,
      metrics,
      changes: run.changes,
      seconds: this.elapsed() / 1000,
      fingerprint: fingerprint.toString(),
    };
  }

  /** Once in every `evalInterval` steps, at the first iteration that ends past it. */
  private evaluationDue(): boolean {
    const interval = Number(this.run.config.evalInterval);
    const before = this.stepsBefore;
    this.stepsBefore = this.run.steps;
    return Math.floor(this.run.steps / interval) > Math.floor(before / interval);
  }

  private async evaluation(): Promise<{ mean: number; returns: number[] }> {
    const returns = await this.evaluate(EVALUATION_EPISODES, this.run.seed);
    return { mean: returns.reduce((sum, value) => sum + value, 0) / returns.length, returns };
  }

  private elapsed(): number {
    return this.earlier + this.host.now() - this.startedAt;
  }
}

/** Going on for longer is no edit, unless the length of the run sets the pace at which rates fall. */
const alters = (key: string, config: Readonly<Record<string, ConfigValue>>): boolean =>
  key !== 'totalSteps' || config.annealing === true;
