import type { Environment } from './envs/environment.ts';
import { environmentFor } from './envs/index.ts';
import type { GradientWorkers } from './gradient-workers.ts';
import type { Kernel } from './kernels/kernel.ts';
import type { EpisodeRecord } from './run-events.ts';
import type { CheckpointPart, ConfigValue, RunConfig, RunSpec } from './run-spec.ts';

/** A stateful component of a run: whatever must survive from one iteration to the next registers itself as one. */
export interface RunPart {
  save(): CheckpointPart | Promise<CheckpointPart>;
  load(part: CheckpointPart): void;
  dispose?(): void;
}

/** What lies outside of a run, beside the kernel. */
export interface Surroundings {
  /** Milliseconds of training; see TrainerHost. For what is shown only: no metric may depend on it. */
  now(): number;
  /** Null where there are none to be had. */
  readonly gradientWorkers: GradientWorkers | null;
}

/** What an algorithm sees of the run that it is part of: its configuration, its counters and its components. */
export class Run<Config extends RunConfig = RunConfig> {
  readonly environment: Environment;
  /** As in force in this iteration; edits arrive with the next one. */
  config: Config;
  /** Iterations begun, from 1. */
  iteration = 0;
  /** Environment steps so far, over all environments. */
  steps = 0;
  /** Gradient updates of θ so far. */
  updates = 0;
  /** The part of training that was still to come when this iteration began, from 1 down to 0: what anneals rates. */
  remaining = 1;
  /** Training episodes that ended in this iteration. */
  episodes: EpisodeRecord[] = [];
  /** Edits that took effect with this iteration. */
  changes: { key: string; from: ConfigValue; to: ConfigValue }[] = [];

  private readonly parts = new Map<string, RunPart>();
  private readonly inner = new Map<string, Run>();
  private pending: Record<string, ConfigValue> = {};

  constructor(
    readonly spec: RunSpec,
    /** Lets messages in during long stretches of work; see TrainerHost. */
    readonly breathe: () => Promise<void>,
    /** The SIMD kernel that this run computes in, or null where TensorFlow.js does. */
    readonly kernel: Kernel | null = null,
    readonly surroundings: Surroundings = { now: () => 0, gradientWorkers: null },
  ) {
    this.environment = environmentFor(spec.env, spec.config);
    this.config = spec.config as Config;
  }

  get seed(): number {
    return this.spec.seed;
  }

  /** Registers a component under its checkpoint name and hands it back. */
  keep<Part extends RunPart>(name: string, part: Part): Part {
    this.parts.set(name, part);
    return part;
  }

  /** A run within this one: counters and parts of its own, kept with this one's under `name` before theirs. */
  within(name: string): Run<Config> {
    const inner = new Run<Config>(this.spec, this.breathe, this.kernel, this.surroundings);
    this.inner.set(name, inner as Run);
    return inner;
  }

  /** Opens the next iteration, with the edits made meanwhile; false once `totalSteps` are done. */
  beginIteration(): boolean {
    const config = { ...this.config, ...this.pending };
    // Without an iteration to tell of them, edits wait on.
    if (this.steps >= Number(config.totalSteps)) return false;
    this.changes = Object.entries(this.pending)
      .filter(([key, to]) => this.config[key] !== to)
      .map(([key, to]) => ({ key, from: this.config[key]!, to }));
    this.config = config;
    this.pending = {};
    this.iteration += 1;
    this.remaining = 1 - this.steps / Number(this.config.totalSteps);
    this.episodes = [];
    return true;
  }

  /** Takes effect with the next iteration. */
  change(config: Readonly<Record<string, ConfigValue>>): void {
    Object.assign(this.pending, config);
  }

  /** Notes a training episode that has just ended; call after `steps` counts its last step. */
  finishEpisode(episodeReturn: number, length: number): void {
    this.episodes.push({ endStep: this.steps, return: episodeReturn, length });
  }

  async saveParts(): Promise<Record<string, CheckpointPart>> {
    const saved: Record<string, CheckpointPart> = {};
    for (const [name, part] of this.everyPart()) saved[name] = await part.save();
    return saved;
  }

  /** @throws Error naming the part that a checkpoint lacks. */
  loadParts(saved: Readonly<Record<string, CheckpointPart>>): void {
    for (const [name, part] of this.everyPart()) {
      const state = saved[name];
      if (!state) throw new Error(`The checkpoint holds no "${name}".`);
      part.load(state);
    }
  }

  dispose(): void {
    for (const [, part] of this.everyPart()) part.dispose?.();
  }

  private *everyPart(): Generator<[string, RunPart]> {
    yield* this.parts;
    for (const [name, run] of this.inner) for (const [part, state] of run.everyPart()) yield [`${name}/${part}`, state];
  }
}
