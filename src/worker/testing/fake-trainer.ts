import type { IterationRecord, RunEvent } from '../../engine/run-events.ts';
import type { Checkpoint, ConfigValue, RunSpec } from '../../engine/run-spec.ts';
import type { StagePolicy, Trainer, TrainerHost } from '../../engine/trainer.ts';
import type { CreateTrainer } from '../run-host.ts';
import type { SimulatedLoop } from './simulated-loop.ts';

export const SPEC: RunSpec = {
  algo: 'ppo-clip',
  env: 'CartPole-v1',
  seed: 7,
  backend: 'cpu',
  config: { totalSteps: 1_000_000, learningRate: 1 },
};

export interface FakeOptions {
  readonly loop: SimulatedLoop;
  /** Milliseconds that each line takes, in pieces of 5 between which the trainer breathes. */
  readonly lineTime?: number;
  /** Throws instead of finishing this iteration. */
  readonly failsAt?: (iteration: number) => boolean;
  readonly divergesAt?: number;
  /** Has something to say in the middle of this iteration. */
  readonly noticeAt?: number;
  readonly studies?: Trainer['studies'];
}

/** Lines of each iteration: a loop over the second and third, as over minibatches. */
const BOX = [1, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 4];
const STEPS_PER_ITERATION = 10;

const NO_STUDIES: Trainer['studies'] = {
  newest: async () => null,
  conduct: async () => ({}),
  compare: () => Promise.reject(new Error('a fake compares nothing')),
};

/** A run of no learning whose fingerprint depends on every pull and every edit since its beginning. */
export class FakeTrainer implements Trainer {
  readonly backend = { id: 'cpu', kernel: false, notice: null } as const;
  readonly parameters = 2;
  readonly studies: Trainer['studies'];
  readonly lost = new Promise<string>(() => {});
  pulls = 0;
  inspections = 0;
  disposed = false;
  private hash: number;
  private iteration: number;
  private position = 0;
  private hasTold = false;
  private config: Record<string, ConfigValue>;
  private pending: Record<string, ConfigValue> = {};
  private changes: { key: string; from: ConfigValue; to: ConfigValue }[] = [];

  constructor(
    readonly spec: RunSpec,
    private readonly host: TrainerHost,
    private readonly options: FakeOptions,
    checkpoint: Checkpoint | null,
  ) {
    this.config = { ...(checkpoint?.spec ?? spec).config };
    this.studies = options.studies ?? NO_STUDIES;
    this.iteration = checkpoint?.iteration ?? 0;
    this.hash = checkpoint ? Number(checkpoint.parts.fake!.hash) : spec.seed;
  }

  async next(): Promise<RunEvent> {
    const { loop, lineTime = 1, failsAt, divergesAt } = this.options;
    if (this.position === 0 && this.isOver()) return { kind: 'finished' };
    this.pulls++;
    for (let spent = 0; spent < lineTime; spent += 5) {
      loop.spend(Math.min(5, lineTime - spent));
      await this.host.breathe();
    }
    if (this.iteration + 1 === this.options.noticeAt && !this.hasTold) {
      this.hasTold = true;
      return { kind: 'notice', word: 'Workers', text: 'Worker 2 stopped; the run goes on with 1.' };
    }
    if (this.position < BOX.length) return this.line(BOX[this.position++]!);
    this.position = 0;
    this.iteration++;
    if (failsAt?.(this.iteration)) throw new Error('the fake broke');
    if (this.iteration === divergesAt) {
      const blame = { stepSizeKey: 'learningRate', stepSize: 1, message: 'θ became NaN.' };
      return { kind: 'diverged', what: 'θ', line: 3, iteration: this.iteration, ...blame };
    }
    return { kind: 'iteration', record: this.record() };
  }

  change(config: Readonly<Record<string, ConfigValue>>): void {
    Object.assign(this.pending, config);
  }

  async checkpoint(): Promise<Checkpoint> {
    if (this.position !== 0) throw new Error('between iterations only');
    const spec = { ...this.spec, config: { ...this.config } };
    return { spec, iteration: this.iteration, parts: { fake: { hash: this.hash, theta: this.values() } } };
  }

  async theta(): Promise<Float32Array> {
    return this.values();
  }

  async evaluate(episodes: number): Promise<number[]> {
    return Array.from({ length: episodes }, () => this.hash % 100);
  }

  async policyFor(theta: Float32Array): Promise<StagePolicy> {
    return {
      outputs: 2,
      act: async (_observations, count, draw, actions, outputs) => {
        this.options.loop.spend(1);
        for (let i = 0; i < count; i++) actions[i] = draw() < 0.5 ? 0 : 1;
        outputs.fill(theta[0]!);
      },
    };
  }

  dispose(): void {
    this.disposed = true;
  }

  /** Opens the next iteration, if there is one. */
  private isOver(): boolean {
    this.changes = Object.entries(this.pending).map(([key, to]) => ({ key, from: this.config[key]!, to }));
    this.config = { ...this.config, ...this.pending };
    this.pending = {};
    return this.iteration * STEPS_PER_ITERATION >= Number(this.config.totalSteps);
  }

  private values(): Float32Array {
    return Float32Array.of(this.iteration, this.hash);
  }

  private line(line: number): RunEvent {
    this.stir(line);
    const occurrence = this.position;
    return {
      kind: 'line',
      line,
      final: BOX.lastIndexOf(line) === occurrence - 1,
      inspect: () => {
        this.inspections++;
        const ratios = { ratio: Float32Array.of(occurrence), advantage: Float32Array.of(1), clipRange: 0.2 };
        return { values: [{ label: 'position', value: occurrence }], ...(line === 3 && { diagnostics: { ratios } }) };
      },
    };
  }

  private record(): IterationRecord {
    for (const value of Object.values(this.config)) this.stir(Number(value));
    const { iteration } = this;
    const steps = iteration * STEPS_PER_ITERATION;
    return {
      iteration,
      steps,
      updates: iteration,
      episodes: [{ endStep: steps, return: this.hash % 100, length: 10 }],
      return100: this.hash % 100,
      evaluation: null,
      metrics: { hash: this.hash },
      changes: this.changes,
      seconds: this.host.now() / 1000,
      fingerprint: this.hash.toString(16),
    };
  }

  private stir(value: number): void {
    this.hash = (Math.imul(this.hash ^ value, 0x9e3779b1) >>> 0) % 0xff_ffff;
  }
}

/** A factory of fakes, and all that it has made. */
export function fakeTrainers(options: FakeOptions): { create: CreateTrainer; made: FakeTrainer[] } {
  const made: FakeTrainer[] = [];
  const create: CreateTrainer = async (spec, host, checkpoint) => {
    const trainer = new FakeTrainer(spec, host, options, checkpoint);
    made.push(trainer);
    return trainer;
  };
  return { create, made };
}
