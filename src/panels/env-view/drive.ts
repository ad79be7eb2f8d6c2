import type { Environment } from '../../engine/envs/environment.ts';
import { DrawSequence } from '../../engine/rng.ts';
import type { Key, KeyMap } from './keys.ts';
import type { ActingCopy } from './stage.ts';

/** Milliseconds in which an ended episode takes no key, so that one sees how it ended. */
const REST = 700;
/** Who was away too long does not fall in one frame: steps that can be caught up with. */
const MOST_STEPS_AT_ONCE = 5;
/** Apart from the copies on the stage, whose streams it shares. */
const FIRST_COPY = 1 << 16;

/** One environment in somebody's own hands. It waits for the first key of each episode. */
export class Drive implements ActingCopy {
  readonly state: Float64Array;
  action: Float32Array | null = null;
  steps = 0;
  episodeReturn = 0;
  ended = false;
  /** Returns of the episodes that have ended. */
  readonly returns: number[] = [];

  private readonly held = new Set<Key>();
  private begun = false;
  /** Milliseconds that are not yet a whole step. */
  private owed = 0;
  private rest = 0;
  private readonly resets: DrawSequence;
  private readonly draws: DrawSequence;
  private readonly outcome = { reward: 0, terminated: false };

  constructor(
    private readonly environment: Environment,
    private readonly keys: KeyMap,
    seed: number,
  ) {
    this.state = new Float64Array(environment.stateSize);
    this.resets = new DrawSequence(seed, 'stageReset');
    this.draws = new DrawSequence(seed, 'stageDynamics');
    this.reset();
  }

  /** Nothing happens before the next key. */
  get isWaiting(): boolean {
    return !this.begun;
  }

  press(key: Key): void {
    if (!this.keys.uses.includes(key) || this.rest > 0) return;
    if (this.ended) this.reset();
    this.held.add(key);
    this.begun = true;
    if (!this.keys.realTime) {
      this.step();
      this.held.clear();
    }
  }

  release(key: Key): void {
    this.held.delete(key);
  }

  /** Whoever drives looks away: no key is held, and time stands still until the next one. */
  leave(): void {
    this.held.clear();
    if (!this.ended) this.begun = false;
  }

  /**
   * Lets time pass.
   * @param speed at which it passes; 1 is the world's own
   * @returns whether anything has changed
   */
  pass(milliseconds: number, speed: number): boolean {
    if (this.rest > 0) {
      this.rest = Math.max(0, this.rest - milliseconds);
      return this.rest === 0;
    }
    if (!this.begun || this.ended || !this.keys.realTime) return false;
    const pace = (1000 * this.environment.secondsPerStep) / speed;
    this.owed += milliseconds;
    const due = Math.floor(this.owed / pace);
    this.owed -= due * pace;
    for (let i = 0; i < Math.min(due, MOST_STEPS_AT_ONCE) && !this.ended; i++) this.step();
    return due > 0;
  }

  private step(): void {
    const { environment, outcome, state } = this;
    const action = Float32Array.of(this.keys.action(this.held, this.steps));
    const copy = FIRST_COPY + this.returns.length;
    environment.step(state, 0, action, 0, this.draws.at(copy, this.steps).next, outcome);
    this.action = action;
    this.steps += 1;
    this.episodeReturn += outcome.reward;
    if (!outcome.terminated && this.steps < environment.maxEpisodeSteps) return;
    this.ended = true;
    this.rest = REST;
    this.held.clear();
    this.returns.push(this.episodeReturn);
  }

  private reset(): void {
    this.environment.reset(this.state, 0, this.resets.at(FIRST_COPY + this.returns.length, 0).next);
    this.action = null;
    this.steps = 0;
    this.episodeReturn = 0;
    this.owed = 0;
    this.ended = false;
    this.begun = false;
  }
}
