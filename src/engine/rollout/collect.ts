import { restoreNumber } from '../checkpoint-part.ts';
import type { ActingPolicy, Actor } from '../nn/learner.ts';
import { DrawSequence } from '../rng.ts';
import type { Run } from '../run.ts';
import { RewardScaler, RunningNormalizer } from './running-normalizer.ts';
import type { Trajectories } from './trajectories.ts';
import { VectorEnv } from './vector-env.ts';

export interface CollectorSettings {
  /** N, environments side by side. */
  readonly copies: number;
  /** Number of the first among all that share the run's seed, where several collect apart from each other; 0 unless given. */
  readonly firstCopy?: number;
  readonly normalizeObs: boolean;
  readonly normalizeReward: boolean;
}

/** Runs a policy in its environments and writes down what happened. Registers all its state with the run. */
export class Collector {
  readonly environments: VectorEnv;
  readonly normalizer: RunningNormalizer | null;
  private readonly rewardScaler: RewardScaler | null;
  private readonly draws: DrawSequence;
  /** Times that the policy was asked for actions: the key of its randomness. */
  private decisions = 0;
  private readonly firstCopy: number;
  private readonly seen: Float32Array;
  private readonly actions: Float32Array;

  constructor(
    private readonly run: Run,
    private readonly actor: Actor,
    settings: CollectorSettings,
  ) {
    const { environment, seed } = run;
    this.firstCopy = settings.firstCopy ?? 0;
    const environments = new VectorEnv(environment, settings.copies, seed, undefined, this.firstCopy);
    this.environments = run.keep('environments', environments);
    this.normalizer = settings.normalizeObs
      ? run.keep('normalizer', new RunningNormalizer(environment.observation.size))
      : null;
    this.rewardScaler = settings.normalizeReward ? run.keep('rewardScaler', new RewardScaler(settings.copies)) : null;
    this.draws = new DrawSequence(seed, 'action');
    this.seen = new Float32Array(this.environments.observations.length);
    this.actions = new Float32Array(settings.copies * this.environments.actionSize);
    run.keep('collector', {
      save: () => ({ decisions: this.decisions }),
      load: (part) => {
        this.decisions = restoreNumber(part, 'decisions');
      },
    });
  }

  /** T steps of every environment, episodes running on from one call to the next. */
  async steps(horizon: number, gamma: number): Promise<Trajectories> {
    const recorder = new Recorder(this.environments, this.actor.policy, horizon);
    for (let t = 0; t < horizon; t++) {
      await this.act();
      recorder.before(this.seen, this.actions);
      this.environments.step(this.actions);
      this.run.steps += this.environments.copies;
      this.noteEpisodes(() => true);
      recorder.after(this.rewards(gamma), this.normalised(this.environments.finalObservations), () => true);
      if (t % BREATHE_EVERY === 0) await this.run.breathe();
    }
    return recorder.finish(this.normalised(this.environments.observations));
  }

  /** One whole episode of every environment, from its start to its end; those that end early wait for the others. */
  async episodes(gamma: number): Promise<Trajectories> {
    const { environments, run } = this;
    environments.reset();
    const recorder = new Recorder(environments, this.actor.policy, 64);
    const running = new Uint8Array(environments.copies).fill(1);
    let count = environments.copies;
    for (let t = 0; count > 0; t++) {
      await this.act();
      recorder.before(this.seen, this.actions);
      environments.step(this.actions);
      run.steps += count;
      this.noteEpisodes((copy) => running[copy] === 1);
      recorder.after(
        this.rewards(gamma),
        this.normalised(environments.finalObservations),
        (copy) => running[copy] === 1,
      );
      for (let i = 0; i < environments.finished; i++) {
        const copy = environments.finishedCopies[i]!;
        count -= running[copy]!;
        running[copy] = 0;
      }
      if (t % BREATHE_EVERY === 0) await run.breathe();
    }
    return recorder.finish(this.normalised(environments.observations));
  }

  /** Fills `seen` with what the policy is shown, and `actions` with what it draws. */
  private async act(): Promise<void> {
    const { environments, normalizer, actor } = this;
    if (normalizer) {
      normalizer.update(environments.observations, environments.copies);
      normalizer.normalise(environments.observations, environments.copies, this.seen);
    } else this.seen.set(environments.observations);
    const pending = actor.act(this.seen, environments.copies);
    const outputs = pending instanceof Promise ? await pending : pending;
    for (let copy = 0; copy < environments.copies; copy++) {
      actor.policy.distribution.sample(
        outputs,
        copy,
        this.draws.at(this.firstCopy + copy, this.decisions).next,
        this.actions,
      );
    }
    this.decisions += 1;
  }

  private noteEpisodes(counts: (copy: number) => boolean): void {
    const { finished, finishedCopies, finishedReturns, finishedLengths } = this.environments;
    for (let i = 0; i < finished; i++) {
      if (counts(finishedCopies[i]!)) this.run.finishEpisode(finishedReturns[i]!, finishedLengths[i]!);
    }
  }

  private rewards(gamma: number): Float64Array {
    const { rewards, terminated, truncated } = this.environments;
    if (!this.rewardScaler) return rewards;
    const scaled = new Float64Array(rewards.length);
    this.rewardScaler.scale(rewards, terminated, truncated, gamma, scaled);
    return scaled;
  }

  private normalised(observations: Float32Array): Float32Array {
    if (!this.normalizer) return observations;
    const out = new Float32Array(observations.length);
    this.normalizer.normalise(observations, this.environments.copies, out);
    return out;
  }
}

/** Steps between two chances for messages: a few milliseconds of work. */
const BREATHE_EVERY = 16;

/** Copies step after step into arrays that grow as needed. */
class Recorder {
  private horizon = 0;
  private observations: Float32Array;
  private codes: Float32Array;
  private rewards: Float64Array;
  private terminated: Uint8Array;
  private truncated: Uint8Array;
  private valid: Uint8Array;
  private readonly finals: { row: number; observation: Float32Array }[] = [];
  private readonly copies: number;
  private readonly observationSize: number;

  constructor(
    private readonly environments: VectorEnv,
    private readonly policy: ActingPolicy,
    private capacity: number,
  ) {
    this.copies = environments.copies;
    this.observationSize = environments.environment.observation.size;
    const rows = capacity * this.copies;
    this.observations = new Float32Array(rows * this.observationSize);
    this.codes = new Float32Array(rows * policy.distribution.codeSize);
    this.rewards = new Float64Array(rows);
    this.terminated = new Uint8Array(rows);
    this.truncated = new Uint8Array(rows);
    this.valid = new Uint8Array(rows);
  }

  /** What the policy saw and did. */
  before(seen: Float32Array, actions: Float32Array): void {
    if (this.horizon === this.capacity) this.grow();
    const { copies, horizon, policy } = this;
    this.observations.set(seen, horizon * copies * this.observationSize);
    for (let copy = 0; copy < copies; copy++) {
      policy.distribution.encode(actions, copy, this.codes, horizon * copies + copy);
    }
  }

  /** What came of it. */
  after(rewards: Float64Array, finalObservations: Float32Array, counts: (copy: number) => boolean): void {
    const { copies, environments, observationSize } = this;
    const at = this.horizon * copies;
    this.rewards.set(rewards, at);
    this.terminated.set(environments.terminated, at);
    this.truncated.set(environments.truncated, at);
    for (let copy = 0; copy < copies; copy++) {
      this.valid[at + copy] = counts(copy) ? 1 : 0;
      if (!environments.truncated[copy] || !counts(copy)) continue;
      const observation = finalObservations.slice(copy * observationSize, (copy + 1) * observationSize);
      this.finals.push({ row: at + copy, observation });
    }
    this.horizon += 1;
  }

  finish(lastObservations: Float32Array): Trajectories {
    const { horizon, copies } = this;
    const rows = horizon * copies;
    return {
      horizon,
      copies,
      rows,
      observations: this.observations.subarray(0, rows * this.observationSize),
      codes: this.codes.subarray(0, rows * this.policy.distribution.codeSize),
      rewards: this.rewards.subarray(0, rows),
      terminated: this.terminated.subarray(0, rows),
      truncated: this.truncated.subarray(0, rows),
      valid: this.valid.subarray(0, rows),
      finals: this.finals,
      lastObservations: lastObservations.slice(),
    };
  }

  private grow(): void {
    this.capacity *= 2;
    const larger = <A extends Float32Array | Float64Array | Uint8Array>(array: A): A => {
      const grown = new (array.constructor as new (length: number) => A)(array.length * 2);
      grown.set(array);
      return grown;
    };
    this.observations = larger(this.observations);
    this.codes = larger(this.codes);
    this.rewards = larger(this.rewards);
    this.terminated = larger(this.terminated);
    this.truncated = larger(this.truncated);
    this.valid = larger(this.valid);
  }
}
