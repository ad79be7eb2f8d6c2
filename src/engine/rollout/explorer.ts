import { restoreNumber } from '../checkpoint-part.ts';
import type { Draw } from '../envs/environment.ts';
import type { ActingOutputs } from '../nn/distribution.ts';
import type { Actor } from '../nn/learner.ts';
import { DrawSequence } from '../rng.ts';
import type { Run } from '../run.ts';
import { ReplayBuffer } from './replay-buffer.ts';
import { VectorEnv } from './vector-env.ts';

/** How a policy that explores comes from its outputs to an action. */
export interface Exploration {
  /** Writes the action to take in the one state that `outputs` speaks of. */
  choose(outputs: ActingOutputs, draw: Draw, action: Float32Array): void;
  /** An episode begins. */
  restart?(): void;
}

/**
 * Acts in one environment step by step and keeps what happened in a replay buffer. Registers all its state with the run.
 */
export class Explorer {
  readonly buffer: ReplayBuffer;
  private readonly environments: VectorEnv;
  private readonly draws: DrawSequence;
  /** Actions taken so far: the key of their randomness. */
  private decisions = 0;
  private readonly seen: Float32Array;
  private readonly action: Float32Array;
  private readonly low: number;
  private readonly high: number;

  /** @throws RangeError for an environment without continuous actions */
  constructor(
    private readonly run: Run,
    private readonly actor: Actor,
    private readonly exploration: Exploration,
    bufferSize: number,
  ) {
    const { environment, seed } = run;
    const { id, action, observation } = environment;
    if (action.kind !== 'box') throw new RangeError(`${id} has no continuous actions.`);
    this.low = action.low;
    this.high = action.high;
    this.environments = run.keep('environments', new VectorEnv(environment, 1, seed));
    this.buffer = run.keep('buffer', new ReplayBuffer(bufferSize, observation.size, action.size));
    this.draws = new DrawSequence(seed, 'exploration');
    this.seen = new Float32Array(observation.size);
    this.action = new Float32Array(action.size);
    run.keep('explorer', {
      save: () => ({ decisions: this.decisions }),
      load: (part) => {
        this.decisions = restoreNumber(part, 'decisions');
      },
    });
  }

  /**
   * One step, by a uniformly random action while fewer than `learningStarts` were taken. A promise only where a GPU must be
   * waited for: nobody else is worth a pause between two steps.
   */
  step(learningStarts: number): void | Promise<void> {
    const { environments, seen, action, low, high } = this;
    const { next: draw } = this.draws.at(0, this.decisions);
    this.decisions += 1;
    seen.set(environments.observations);
    if (this.run.steps < learningStarts) {
      for (let i = 0; i < action.length; i++) action[i] = low + (high - low) * draw();
      return this.take();
    }
    const outputs = this.actor.act(seen, 1);
    if (outputs instanceof Promise) return outputs.then((arrived) => this.takeChosen(arrived, draw));
    this.takeChosen(outputs, draw);
  }

  private takeChosen(outputs: ActingOutputs, draw: Draw): void {
    this.exploration.choose(outputs, draw, this.action);
    this.take();
  }

  private take(): void {
    const { environments, run } = this;
    environments.step(this.action);
    run.steps += 1;
    const ended = environments.finished > 0;
    const next = ended ? environments.finalObservations : environments.observations;
    this.buffer.add(this.seen, this.action, environments.rewards[0]!, next, environments.terminated[0] === 1);
    if (!ended) return;
    run.finishEpisode(environments.finishedReturns[0]!, environments.finishedLengths[0]!);
    this.exploration.restart?.();
  }
}
