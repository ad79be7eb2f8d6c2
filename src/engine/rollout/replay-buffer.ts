import { restoreNumber } from '../checkpoint-part.ts';
import type { TransitionBatch } from '../nn/q-learner.ts';
import { drawIndices } from '../rng.ts';
import type { RunPart } from '../run.ts';
import type { CheckpointPart } from '../run-spec.ts';

/**
 * The last transitions (s, a, r, s′) of a run, in a ring: once it is full, each new one takes the place of the oldest.
 *
 * A transition is one row of float32: s, a, r, whether s′ ended the task, s′. All room is there from the beginning.
 * Source: Lin 1992; Mnih et al. 2015.
 */
export class ReplayBuffer implements RunPart {
  /** Transitions in the buffer. */
  size = 0;
  /** The row that the next one is written to. */
  private next = 0;
  private readonly width: number;
  private readonly rows: Float32Array;
  private minibatch: TransitionBatch | null = null;
  /** Which transition each row of the minibatch is. */
  private drawn = new Uint32Array(0);

  constructor(
    readonly capacity: number,
    private readonly observationSize: number,
    private readonly actionSize: number,
  ) {
    this.width = 2 * observationSize + actionSize + 2;
    this.rows = new Float32Array(capacity * this.width);
  }

  get bytes(): number {
    return this.rows.byteLength;
  }

  /**
   * @param nextObservation What the episode went on to or ended in, never the start of the next one.
   * @param terminated The task ended there; false at a time limit, beyond which there would have been more to earn.
   */
  add(
    observation: ArrayLike<number>,
    action: ArrayLike<number>,
    reward: number,
    nextObservation: ArrayLike<number>,
    terminated: boolean,
  ): void {
    const { rows, observationSize, actionSize } = this;
    let at = this.next * this.width;
    for (let i = 0; i < observationSize; i++) rows[at++] = observation[i]!;
    for (let i = 0; i < actionSize; i++) rows[at++] = action[i]!;
    rows[at++] = reward;
    rows[at++] = terminated ? 1 : 0;
    for (let i = 0; i < observationSize; i++) rows[at++] = nextObservation[i]!;
    this.next = (this.next + 1) % this.capacity;
    this.size = Math.min(this.size + 1, this.capacity);
  }

  /**
   * `count` transitions, each drawn from all that there are, so that one may come twice. The draw is that of this seed and
   * counter. Its arrays are overwritten by the next call.
   * @throws RangeError for an empty buffer
   */
  sample(count: number, seed: number, counter: number): TransitionBatch {
    if (this.size === 0) throw new RangeError('An empty replay buffer has nothing to draw.');
    const { rows, width, observationSize, actionSize } = this;
    const minibatch = this.room(count);
    const { observations, pairs, rewards, terminated, nextObservations } = minibatch;
    const { drawn } = this;
    drawIndices(drawn, this.size, seed, 'replay', 0, counter);
    // First one number of each row, so that their ways out of far memory overlap: what follows then finds them near.
    const ofReward = observationSize + actionSize;
    for (let row = 0; row < count; row++) rewards[row] = rows[drawn[row]! * width + ofReward]!;
    let [atObservation, atPair, atNext] = [0, 0, 0];
    for (let row = 0; row < count; row++) {
      let at = drawn[row]! * width;
      for (let i = 0; i < observationSize; i++) pairs[atPair++] = observations[atObservation++] = rows[at++]!;
      for (let i = 0; i < actionSize; i++) pairs[atPair++] = rows[at++]!;
      terminated[row] = rows[++at]!;
      at += 1;
      for (let i = 0; i < observationSize; i++) nextObservations[atNext++] = rows[at++]!;
    }
    return minibatch;
  }

  save(): CheckpointPart {
    return { rows: this.rows.slice(0, this.size * this.width), next: this.next, width: this.width };
  }

  /** @throws Error if the part was saved by a larger buffer or for other spaces. */
  load(part: CheckpointPart): void {
    const { rows } = part;
    const fits = rows instanceof Float32Array && rows.length <= this.rows.length && part.width === this.width;
    if (!fits) throw new Error('The checkpoint’s replay buffer does not fit this one.');
    this.rows.set(rows);
    this.size = rows.length / this.width;
    this.next = restoreNumber(part, 'next');
  }

  private room(count: number): TransitionBatch {
    const { observationSize, actionSize, minibatch } = this;
    if (minibatch?.size === count) return minibatch;
    this.drawn = new Uint32Array(count);
    this.minibatch = {
      size: count,
      observations: new Float32Array(count * observationSize),
      pairs: new Float32Array(count * (observationSize + actionSize)),
      rewards: new Float32Array(count),
      nextObservations: new Float32Array(count * observationSize),
      terminated: new Float32Array(count),
    };
    return this.minibatch;
  }
}
