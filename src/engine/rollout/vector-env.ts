import { restoreArray, restoreNumber } from '../checkpoint-part.ts';
import type { Environment, StepOutcome } from '../envs/environment.ts';
import { DrawSequence, type Stream } from '../rng.ts';
import type { CheckpointPart } from '../run-spec.ts';

/** Which streams of randomness the copies draw from: training, evaluation and the stage each have their own. */
export interface VectorEnvStreams {
  /** Start states, keyed by (copy, number of its episode). */
  readonly reset: Stream;
  /** Noise in the dynamics, keyed by (copy, steps taken since the start). */
  readonly dynamics: Stream;
}

/**
 * N copies of an environment, stepped together over flat arrays, each starting a new episode as soon as one ends.
 *
 * After `step`, for every copy i: `rewards[i]`, `terminated[i]` and `truncated[i]` tell of the step just taken;
 * `observations` (N × observation size) is what the policy sees next, so of the *new* episode where one ended;
 * `finalObservations` and `finalStates` hold, in the rows of copies whose episode ended, what it ended in, to bootstrap
 * from and to draw. All arrays are reused: copy what has to outlive the next step. A step allocates nothing.
 *
 * `terminated` and `truncated` are never both 1: if the task ends in the very step of the time limit, it is terminated.
 */
export class VectorEnv {
  readonly actionSize: number;
  readonly states: Float64Array;
  readonly observations: Float32Array;
  readonly finalStates: Float64Array;
  readonly finalObservations: Float32Array;
  readonly rewards: Float64Array;
  readonly terminated: Uint8Array;
  readonly truncated: Uint8Array;
  /** Steps and undiscounted return of each copy's running episode. */
  readonly episodeSteps: Uint32Array;
  readonly episodeReturns: Float64Array;

  /** How many episodes ended in the last step; the first so many entries of the `finished…` arrays tell of them. */
  finished = 0;
  /** Indices of the copies whose episodes ended, ascending. */
  readonly finishedCopies: Uint32Array;
  readonly finishedReturns: Float64Array;
  readonly finishedLengths: Uint32Array;

  /** Number of each copy's running episode, from 0: the key of its start state. */
  private readonly episodes: Uint32Array;
  /** Steps that every copy has taken: the key of the dynamics' noise. */
  private stepsTaken = 0;
  private readonly resetDraws: DrawSequence;
  private readonly dynamicsDraws: DrawSequence;
  private readonly outcome: StepOutcome = { reward: 0, terminated: false };

  /**
   * @param firstCopy Number of copy 0 among all copies that share the streams, so that several `VectorEnv`s (of workers,
   *   say) can act apart from each other.
   */
  constructor(
    readonly environment: Environment,
    readonly copies: number,
    seed: number,
    streams: VectorEnvStreams = { reset: 'reset', dynamics: 'dynamics' },
    private readonly firstCopy = 0,
  ) {
    const { action, observation, stateSize } = environment;
    this.actionSize = action.kind === 'box' ? action.size : 1;
    this.states = new Float64Array(copies * stateSize);
    this.finalStates = new Float64Array(copies * stateSize);
    this.observations = new Float32Array(copies * observation.size);
    this.finalObservations = new Float32Array(copies * observation.size);
    this.rewards = new Float64Array(copies);
    this.terminated = new Uint8Array(copies);
    this.truncated = new Uint8Array(copies);
    this.episodeSteps = new Uint32Array(copies);
    this.episodeReturns = new Float64Array(copies);
    this.finishedCopies = new Uint32Array(copies);
    this.finishedReturns = new Float64Array(copies);
    this.finishedLengths = new Uint32Array(copies);
    this.episodes = new Uint32Array(copies);
    this.resetDraws = new DrawSequence(seed, streams.reset);
    this.dynamicsDraws = new DrawSequence(seed, streams.dynamics);
    for (let copy = 0; copy < copies; copy++) this.beginEpisode(copy);
  }

  /** Abandons all running episodes, unreported, and begins the next ones. */
  reset(): void {
    for (let copy = 0; copy < this.copies; copy++) {
      this.episodes[copy]!++;
      this.beginEpisode(copy);
    }
    this.forgetLastStep();
  }

  /** Advances every copy under `actions` (N × action size; a discrete action is its index). */
  step(actions: ArrayLike<number>): void {
    const { environment, copies, actionSize, states, outcome, dynamicsDraws } = this;
    const { stateSize, maxEpisodeSteps } = environment;
    this.finished = 0;
    for (let copy = 0; copy < copies; copy++) {
      dynamicsDraws.at(this.firstCopy + copy, this.stepsTaken);
      environment.step(states, copy * stateSize, actions, copy * actionSize, dynamicsDraws.next, outcome);
      const steps = ++this.episodeSteps[copy]!;
      const truncated = !outcome.terminated && steps >= maxEpisodeSteps;
      this.rewards[copy] = outcome.reward;
      this.episodeReturns[copy]! += outcome.reward;
      this.terminated[copy] = outcome.terminated ? 1 : 0;
      this.truncated[copy] = truncated ? 1 : 0;
      if (outcome.terminated || truncated) this.endEpisode(copy);
      else this.observe(copy, this.observations);
    }
    this.stepsTaken++;
  }

  /** All that is needed to go on identically, between two steps. */
  save(): CheckpointPart {
    return {
      states: this.states.slice(),
      episodeSteps: this.episodeSteps.slice(),
      episodeReturns: this.episodeReturns.slice(),
      episodes: this.episodes.slice(),
      stepsTaken: this.stepsTaken,
    };
  }

  /** @throws Error if the part was saved by another environment or number of copies. */
  load(part: CheckpointPart): void {
    restoreArray(part, 'states', this.states);
    restoreArray(part, 'episodeSteps', this.episodeSteps);
    restoreArray(part, 'episodeReturns', this.episodeReturns);
    restoreArray(part, 'episodes', this.episodes);
    this.stepsTaken = restoreNumber(part, 'stepsTaken');
    for (let copy = 0; copy < this.copies; copy++) this.observe(copy, this.observations);
    this.forgetLastStep();
  }

  private observe(copy: number, observations: Float32Array): void {
    const { observation, stateSize } = this.environment;
    this.environment.observe(this.states, copy * stateSize, observations, copy * observation.size);
  }

  private beginEpisode(copy: number): void {
    const draws = this.resetDraws.at(this.firstCopy + copy, this.episodes[copy]!);
    this.environment.reset(this.states, copy * this.environment.stateSize, draws.next);
    this.episodeSteps[copy] = 0;
    this.episodeReturns[copy] = 0;
    this.observe(copy, this.observations);
  }

  private endEpisode(copy: number): void {
    const from = copy * this.environment.stateSize;
    for (let i = from; i < from + this.environment.stateSize; i++) this.finalStates[i] = this.states[i]!;
    this.observe(copy, this.finalObservations);

    const slot = this.finished++;
    this.finishedCopies[slot] = copy;
    this.finishedReturns[slot] = this.episodeReturns[copy]!;
    this.finishedLengths[slot] = this.episodeSteps[copy]!;

    this.episodes[copy]!++;
    this.beginEpisode(copy);
  }

  /** A fresh start has no last step to tell of. */
  private forgetLastStep(): void {
    this.finished = 0;
    this.rewards.fill(0);
    this.terminated.fill(0);
    this.truncated.fill(0);
  }
}
