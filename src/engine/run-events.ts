import type { Trouble } from './monitor.ts';
import type { ConfigValue } from './run-spec.ts';
import type { Iterate } from './trust-region/conjugate-gradient.ts';
import type { Candidate, Conditions } from './trust-region/line-search.ts';

/** What an algorithm's generator yields. */
export type TrainEvent = LineEvent | IterationEvent | NoticeEvent;

/**
 * The algorithm is about to leave line `line` (1-based) of its box: the line's work is done and can be inspected.
 * `inspect` reads values without changing the run; it is called only while the generator waits at this yield, and only
 * if somebody looks.
 */
export interface LineEvent {
  readonly kind: 'line';
  readonly line: number;
  /** False where this iteration will pass the line again (an earlier minibatch, say): less worth showing while running. */
  readonly final: boolean;
  readonly inspect: (wants: ReadonlySet<DiagnosticId>) => Promise<LineValues> | LineValues;
}

/** Something that whoever looks on should know, and that no number tells: a worker was lost, say. */
export interface NoticeEvent {
  readonly kind: 'notice';
  /** What it is about, in a word. */
  readonly word: string;
  /** A sentence. */
  readonly text: string;
}

/** One iteration is done. Metrics are plain numbers; all of them enter the fingerprint. */
export interface IterationEvent {
  readonly kind: 'iteration';
  readonly metrics: Readonly<Record<string, number>>;
  /** What stopped being a number in this iteration: the run then ends here. */
  readonly trouble: Trouble | null;
}

/** Live values beside a line; labels in rich-text markup. The first one stands on the line itself. */
export interface LineValues {
  readonly values: readonly LineValue[];
  readonly diagnostics?: Diagnostics;
}

export interface LineValue {
  readonly label: string;
  readonly value: number | string;
}

/** What a visible panel may ask for. */
export type DiagnosticId = keyof Diagnostics;

export interface Diagnostics {
  /** The minibatch in hand: r_t(θ) = π_θ(a|s) / π_old(a|s) and Â_t of every sample, and the ε in force. */
  ratios?: { ratio: Float32Array; advantage: Float32Array; clipRange: number };
  /** r·r of H x = ĝ at x = 0 (where it is ĝ·ĝ), and after each iteration of conjugate gradient; and x after each of them. */
  conjugateGradient?: { start: number; residuals: readonly number[]; iterates: readonly Iterate[] };
  /** The step that the line search is given, Δ = scale · x, and what the quadratic model says of it. */
  naturalStep?: NaturalStep;
  /** Every candidate so far, and what it is held to. */
  lineSearch?: Conditions & { candidates: readonly Candidate[] };
  /** Who has done what in this iteration, where several act. */
  workerTimeline?: WorkerTimeline;
  /** Holds nothing. Whoever asks for it wants each line's values of iterations that can be looked back at. */
  lineValues?: undefined;
}

export interface NaturalStep {
  /** Of x: √(2δ/xᵀHx), or 1/β in the penalised problem. */
  readonly scale: number;
  /** ‖Δ‖ */
  readonly length: number;
  /** ĝᵀΔ: by how much the surrogate should rise, to first order. */
  readonly gain: number;
  /** ½ ΔᵀHΔ: the KL that it should cost, to second order; with the damping that H has. */
  readonly kl: number;
}

/** Actors side by side, a lane each, and the updates of θ that came of it. */
export interface WorkerTimeline {
  /** Of all times: milliseconds of training, or (where time is simulated) environment steps of the fastest worker. */
  readonly unit: 'ms' | 'steps';
  readonly workers: number;
  /** In order of arrival; those of a gradient may begin before the iteration does. */
  readonly segments: readonly WorkerSegment[];
  /** By the gradient of one worker, or of all together (null). Staleness: updates between the copy of θ and this one. */
  readonly updates: readonly { readonly worker: number | null; readonly at: number; readonly staleness: number }[];
}

export interface WorkerSegment {
  /** From 0. */
  readonly worker: number;
  readonly kind: 'acting' | 'computing' | 'waiting' | 'applying';
  readonly from: number;
  readonly to: number;
}

/** What the trainer hands out: an algorithm's events, completed. */
export type RunEvent =
  | LineEvent
  | NoticeEvent
  | { readonly kind: 'iteration'; readonly record: IterationRecord }
  | DivergedEvent
  | { readonly kind: 'finished' };

/** θ, a loss or a KL left the real numbers: a lesson, told in one sentence. The run stays where it is. */
export interface DivergedEvent {
  readonly kind: 'diverged';
  /** What became non-finite, such as "θ" or "the value loss". */
  readonly what: string;
  readonly iteration: number;
  readonly line: number;
  /** The config key and value of the step size that was taken. */
  readonly stepSizeKey: string;
  readonly stepSize: number;
  /** The sentence that the Lab shows. */
  readonly message: string;
}

/** Everything that the page keeps of one iteration. */
export interface IterationRecord {
  /** Iterations finished, from 1. */
  readonly iteration: number;
  /** Environment steps so far, over all environments. */
  readonly steps: number;
  /** Gradient updates of θ so far. */
  readonly updates: number;
  /** Training episodes that ended in this iteration, in order of their end. */
  readonly episodes: readonly EpisodeRecord[];
  /** Mean return of the last 100 training episodes, or of all if there are fewer; null before the first. */
  readonly return100: number | null;
  /** Greedy episodes, apart from training ones; null where this iteration evaluated nothing. */
  readonly evaluation: { readonly mean: number; readonly returns: readonly number[] } | null;
  /** KL(π_old ‖ π_new), losses, entropy, ‖ĝ‖, ‖Δθ‖ …, by camel-case name. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Hyperparameters that were changed by hand and took effect with this iteration. */
  readonly changes: readonly { readonly key: string; readonly from: ConfigValue; readonly to: ConfigValue }[];
  /** Training time so far, in seconds of the clock. Not part of the fingerprint. */
  readonly seconds: number;
  /**
   * Six hexadecimal digits over all metrics and returns so far, a star after them once the run was edited, a tilde before
   * them where not even the same seed gives the same run again.
   */
  readonly fingerprint: string;
}

export interface EpisodeRecord {
  /** Environment steps so far, over all environments, when it ended. */
  readonly endStep: number;
  readonly return: number;
  readonly length: number;
}
