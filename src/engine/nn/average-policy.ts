import { restoreArray } from '../checkpoint-part.ts';
import type { RunPart } from '../run.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { ActingOutputs } from './distribution.ts';
import type { Actor } from './learner.ts';

/** π_avg: a policy whose θ_avg trails θ, by Polyak's average. */
export class AveragePolicy implements RunPart {
  /** @param actorAt The policy at a θ; each replaces the one before. @param theta θ_avg at the start, taken over */
  constructor(
    private readonly actorAt: (theta: Float32Array) => Actor,
    private readonly theta: Float32Array,
  ) {}

  /** θ_avg ← decay θ_avg + (1 − decay) θ */
  follow(theta: Float32Array, decay: number): void {
    for (let i = 0; i < theta.length; i++) this.theta[i] = decay * this.theta[i]! + (1 - decay) * theta[i]!;
  }

  /** What π_avg says to `count` observations (count × inputs). */
  async outputs(observations: Float32Array, count: number): Promise<ActingOutputs> {
    const actor = this.actorAt(this.theta);
    const outputs = await actor.act(observations, count);
    actor.dispose();
    return outputs;
  }

  save(): CheckpointPart {
    return { theta: this.theta.slice() };
  }

  load(part: CheckpointPart): void {
    restoreArray(part, 'theta', this.theta);
  }
}
