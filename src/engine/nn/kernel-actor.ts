import type { Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import type { ActingOutputs } from './distribution.ts';
import type { Actor } from './learner.ts';
import type { Policy } from './policy.ts';

/** A network of the kernel for this policy, at θ = 0. */
export const networkFor = (kernel: Kernel, { shape, distribution }: Policy): MlpKernel =>
  new MlpKernel(kernel, shape, { freeParameters: distribution.freeParameters });

/** Acts with what stands in a network of the kernel. */
export class KernelActor implements Actor {
  constructor(
    readonly policy: Policy,
    private readonly network: MlpKernel,
  ) {}

  act(observations: Float32Array, count: number): ActingOutputs {
    const { network } = this;
    const { freeParameters } = this.policy.distribution;
    network.reserve(count);
    network.input.values.set(observations);
    network.forward(count);
    const { values } = network.theta;
    return { head: network.output.values, logStd: freeParameters ? values.subarray(-freeParameters) : null };
  }

  /** The kernel's memory goes with the run. */
  dispose(): void {}
}
