import type { ReplayBuffer } from '../rollout/replay-buffer.ts';
import type { Run } from '../run.ts';
import type { LineValue } from '../run-events.ts';

// What those that learn Q out of a replay buffer share, apart from what the lecture derives.

interface Pace {
  readonly totalSteps: number;
  /** Environment steps in an iteration, and from one update to the next. */
  readonly nSteps: number;
  readonly trainFreq: number;
  readonly learningStarts: number;
}

/** Of so many updates one is measured: to take losses and norms of all would cost more than it tells. */
const MEASURE_EVERY = 8;
/** Steps between two chances for messages: a few milliseconds of work. */
const BREATHE_EVERY = 16;

/**
 * One iteration's steps, and which of them are followed by an update. It goes by the run's own counters, so that the
 * length of an iteration has no part in what is learned.
 */
export class Schedule {
  /** `run.steps` at the end of the iteration. */
  readonly end: number;
  private readonly shownAt: number;

  constructor(
    private readonly run: Run,
    private readonly pace: Pace,
  ) {
    const { nSteps, totalSteps, trainFreq, learningStarts } = pace;
    this.end = Math.min(run.steps + nSteps, totalSteps);
    const lastUpdate = this.end - (this.end % trainFreq);
    const learns = lastUpdate > run.steps && lastUpdate >= learningStarts;
    this.shownAt = learns ? lastUpdate : this.end;
  }

  get goesOn(): boolean {
    return this.run.steps < this.end;
  }

  get updateIsDue(): boolean {
    const { steps } = this.run;
    return steps >= this.pace.learningStarts && steps % this.pace.trainFreq === 0;
  }

  /**
   * Whether the lines are yielded after this step. Every update passes all of them, thousands of times a second, and each
   * yield is an asynchronous hop: only the iteration's last update is for watching.
   */
  get isShown(): boolean {
    return this.run.steps === this.shownAt;
  }

  get breathes(): boolean {
    return this.run.steps % BREATHE_EVERY === 0;
  }
}

/** Whether the update in hand is measured: now and then, and always where its lines are shown. */
export const isMeasured = (run: Run, shown: boolean): boolean => shown || run.updates % MEASURE_EVERY === 0;

/** What a line that has taken a step shows. */
export const inspectStep = (run: Run, buffer: ReplayBuffer): LineValue[] => [
  { label: '|*D*|', value: buffer.size },
  { label: 'episodes ended', value: run.episodes.length },
];

/** Where the temporal-difference errors of a critic that left the numbers are to be looked for. */
export const fitTrouble = (target: number, fit: number) =>
  ({
    targetQ: { what: 'the target y', line: target, stepSizeKey: 'valueLearningRate' },
    qLoss: { what: 'the loss of Q', line: fit, stepSizeKey: 'valueLearningRate' },
    meanQ: { what: 'Q', line: fit, stepSizeKey: 'valueLearningRate' },
    tdError: { what: 'the TD error', line: fit, stepSizeKey: 'valueLearningRate' },
    qGradNorm: { what: 'the gradient of Q’s loss', line: fit, stepSizeKey: 'valueLearningRate' },
  }) as const;
