import type { ActingOutputs } from './distribution.ts';
import type { Actor } from './learner.ts';
import { Parameters } from './parameters.ts';
import type { Policy } from './policy.ts';

/** Acts with a θ of its own. */
export class TfActor implements Actor {
  private readonly parameters: Parameters;

  constructor(
    readonly policy: Policy,
    theta: Float32Array,
  ) {
    this.parameters = new Parameters(theta);
  }

  act(observations: Float32Array, count: number): ActingOutputs | Promise<ActingOutputs> {
    return this.policy.actingOutputs(this.parameters.tensor, observations, count);
  }

  dispose(): void {
    this.parameters.dispose();
  }
}
