import type { z } from 'zod';
import type { GradientTask, WorkerGradient } from '../gradient-workers.ts';
import type { Trouble } from '../monitor.ts';
import type { LearningActor, ValueLearner } from '../nn/learner.ts';
import type { RunningNormalizer } from '../rollout/running-normalizer.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Run } from '../run.ts';
import type { TrainEvent } from '../run-events.ts';
import type { RunConfig } from '../run-spec.ts';

/** One numbered line of the lecture's box, as the Lab shows it. Markup as in charts/rich-text: *θ*, _{k}, ^{CLIP}. */
export interface PseudoCodeLine {
  readonly text: string;
  /** Nesting depth, 0 for the outer loop's body. */
  readonly indent?: number;
  /** A config under which this line runs, where it does not run under the defaults. */
  readonly runsWhen?: Readonly<Record<string, unknown>>;
  /** What it says, in a sentence or two of plain words. Markup as in `text`. */
  readonly meaning?: string;
}

/** What an algorithm is, as pure data: no TensorFlow.js, so that pages can read it without loading an engine. */
export interface AlgorithmSpec<Config extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  readonly title: string;
  /** One friendly sentence: what this algorithm does differently. */
  readonly summary: string;
  /** The lecture's slide that holds the box. */
  readonly slide: string;
  readonly lines: readonly PseudoCodeLine[];
  /** Every field with its range, default and documentation; see fields.ts. */
  readonly config: Config;
  /** Keys of the few fields that stand as sliders in the Lab; the rest are under "more". */
  readonly liveFields: readonly string[];
  /** Kinds of action space that it can learn in. */
  readonly actionKinds: readonly ('discrete' | 'box')[];
  /** The values of a field under which not even the same seed gives the same run again. */
  readonly neverTheSame?: { readonly key: string; readonly is: readonly unknown[] };
}

/** Whether the same seed gives the same run, to the last bit. */
export const isReproducible = ({ neverTheSame }: Pick<AlgorithmSpec, 'neverTheSame'>, config: RunConfig): boolean =>
  !neverTheSame?.is.includes(config[neverTheSame.key]);

/** What `train.ts` exports: the lecture's loop. Loaded lazily, in a worker or in Node. */
export interface AlgorithmModule {
  /** Builds θ and whatever else must survive between iterations, registered with the run under checkpoint names. */
  start(run: Run): TrainingLoop;
  /** What worker `number` of a run does in a thread of its own, for algorithms that ask for GradientWorkers. */
  assist?(run: Run, number: number): Assistant;
}

/**
 * An algorithm whose update is a matter of θ and one batch alone: it can be handed any batch that its policy has collected,
 * so that many updates of one batch can be held against each other.
 */
export interface BatchLearner extends AlgorithmModule {
  /** Moves the θ of `agent`, which `start` has built for the same run. Draws nothing from the environments. */
  update(
    run: Run,
    agent: ActingAgent,
    batch: Batch,
  ): AsyncGenerator<TrainEvent, { readonly trouble: Trouble | null }, void>;
}

/** One worker of a run, in a thread of its own. */
export interface Assistant {
  compute(task: GradientTask): Promise<WorkerGradient>;
}

/** An algorithm at work on one run. */
export interface TrainingLoop {
  readonly agent: ActingAgent;
  /**
   * Yields at each line of the box, and once an iteration; returns when `totalSteps` are done. Pausing is not pulling.
   * All state is in the run's parts, so that it can be called again: after "go on", or after a checkpoint was loaded.
   */
  train(): AsyncGenerator<TrainEvent, void, void>;
}

/** What it takes to act: π_θ, and how observations reach it. */
export interface ActingAgent {
  readonly policy: LearningActor;
  /** Null where observations reach the policy as they are. */
  readonly normalizer: RunningNormalizer | null;
  /** Whether it always takes its most likely action: so it is judged, and so it is shown. */
  readonly isGreedy?: boolean;
  /** V_φ, where one is learned by itself. */
  readonly value?: Partial<Pick<ValueLearner, 'phi'>> | null;
}
