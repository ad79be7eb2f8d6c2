import type { Environment } from '../engine/envs/environment.ts';
import { DrawSequence } from '../engine/rng.ts';
import { VectorEnv } from '../engine/rollout/vector-env.ts';
import type { StagePolicy } from '../engine/trainer.ts';
import type { StageFrame } from './messages.ts';

/** Seconds that a copy stands still after its episode has ended, so that one sees how; of the world's time where it runs fast. */
const STANDSTILL = 0.7;

/**
 * Copies of an environment that act for show, at their own pace: a copy whose episode has ended stands still for a moment
 * while the others go on. Draws from the stage's streams alone; the run never notices.
 */
export class StageWorld {
  /** Each copy steps by itself, as its neighbours may stand still. */
  private readonly environments: readonly VectorEnv[];
  private readonly actionSize: number;
  private readonly observations: Float32Array;
  private readonly actions: Float32Array;
  private readonly outputs: Float32Array;
  private readonly frame: StageFrame;
  /** Steps for which each copy still stands still. */
  private readonly standstill: Uint32Array;
  private readonly draws: DrawSequence;
  private decisions = 0;

  constructor(
    private readonly environment: Environment,
    seed: number,
    readonly copies: number,
    /** Numbers that the policy puts out for an observation. */
    policyOutputs: number,
  ) {
    const { action, observation, stateSize } = environment;
    const streams = { reset: 'stageReset', dynamics: 'stageDynamics' } as const;
    this.environments = Array.from({ length: copies }, (_, i) => new VectorEnv(environment, 1, seed, streams, i));
    this.actionSize = action.kind === 'box' ? action.size : 1;
    this.draws = new DrawSequence(seed, 'stageAction');
    this.observations = new Float32Array(copies * observation.size);
    this.actions = new Float32Array(copies * this.actionSize);
    this.outputs = new Float32Array(copies * policyOutputs);
    this.standstill = new Uint32Array(copies);
    this.frame = {
      type: 'stage',
      copies,
      states: new Float64Array(copies * stateSize),
      actions: new Float32Array(copies * this.actionSize).fill(Number.NaN),
      steps: new Uint32Array(copies),
      returns: new Float32Array(copies),
      ended: new Uint8Array(copies),
      policy: new Float32Array(policyOutputs),
    };
    for (let copy = 0; copy < copies; copy++) this.showRunning(copy);
  }

  /** Chooses every copy's next action under `policy`. Always before the first `step`, and once between two. */
  async decide(policy: StagePolicy): Promise<void> {
    const { size } = this.environment.observation;
    for (const [copy, env] of this.environments.entries()) this.observations.set(env.observations, copy * size);
    const draw = this.draws.at(0, this.decisions++).next;
    await policy.act(this.observations, this.copies, draw, this.actions, this.outputs);
    this.frame.policy.set(this.outputs.subarray(0, this.frame.policy.length));
  }

  /**
   * Advances every copy that does not stand still by the actions decided on.
   * @param speed at which time passes; at an infinite one nothing stands still
   */
  step(speed = 1): void {
    for (const [copy, env] of this.environments.entries()) {
      if (this.standstill[copy]! > 0) {
        if (--this.standstill[copy]! === 0) this.showBeginning(copy);
        continue;
      }
      const action = this.actions.subarray(copy * this.actionSize, (copy + 1) * this.actionSize);
      env.step(action);
      this.frame.actions.set(action, copy * this.actionSize);
      if (env.finished > 0) this.showEnd(copy, speed);
      else this.showRunning(copy);
    }
  }

  /** The frame as it stands, in arrays of its own. */
  picture(): StageFrame {
    return structuredClone(this.frame);
  }

  private showRunning(copy: number): void {
    const env = this.environments[copy]!;
    this.frame.states.set(env.states, copy * this.environment.stateSize);
    this.frame.steps[copy] = env.episodeSteps[0]!;
    this.frame.returns[copy] = env.episodeReturns[0]!;
    this.frame.ended[copy] = 0;
  }

  private showEnd(copy: number, speed: number): void {
    const env = this.environments[copy]!;
    this.frame.states.set(env.finalStates, copy * this.environment.stateSize);
    this.frame.steps[copy] = env.finishedLengths[0]!;
    this.frame.returns[copy] = env.finishedReturns[0]!;
    this.frame.ended[copy] = 1;
    const steps = (STANDSTILL * Math.min(1, speed)) / this.environment.secondsPerStep;
    this.standstill[copy] = speed === Number.POSITIVE_INFINITY ? 0 : Math.max(1, Math.round(steps));
  }

  private showBeginning(copy: number): void {
    this.showRunning(copy);
    this.frame.actions.fill(Number.NaN, copy * this.actionSize, (copy + 1) * this.actionSize);
  }
}
