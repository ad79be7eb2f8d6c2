import type { Floats, Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam, KernelGradientStep, type KernelOptimizer } from '../kernels/optimizers.ts';
import { PolicyHead } from '../kernels/policy-head.ts';
import { ValueHead } from '../kernels/value-head.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { ActingOutputs } from './distribution.ts';
import { networkFor } from './kernel-actor.ts';
import type { Actor, PolicyObjective, Reading, StepReadings, UpdateRule } from './learner.ts';
import type { SharedGradientSettings, SharedLearner } from './shared-learner.ts';
import type { SharedNetwork } from './shared-network.ts';
import { tapeObjective } from './tape-objective.ts';

/**
 * The shared network in the SIMD kernel. The kernel's heads read a whole network's output, so each gets a stand-in without
 * inputs whose output is its columns of the shared one's; what they write to dOutput goes back into those columns.
 */
export class KernelSharedLearner implements SharedLearner {
  private readonly network: MlpKernel;
  private readonly optimizer: KernelOptimizer;
  private readonly thetaOld: Floats;
  private readonly difference: Floats;
  /** Stand-ins, and what is computed on them. */
  private readonly actor: MlpKernel;
  private readonly critic: MlpKernel;
  private readonly policyHead: PolicyHead;
  private readonly valueHead: ValueHead;
  private batch: Batch | null = null;
  /** The one network that acts for show, made when it is first asked for. */
  private stage: MlpKernel | null = null;

  constructor(
    readonly policy: SharedNetwork,
    private readonly kernel: Kernel,
    theta: Float32Array,
    step: UpdateRule,
  ) {
    const { headSize, freeParameters, kind } = policy.distribution;
    this.network = networkFor(kernel, policy);
    this.network.setTheta(theta);
    this.optimizer =
      step.rule === 'adam' ? new KernelAdam(this.network, step.settings) : new KernelGradientStep(this.network);
    this.thetaOld = kernel.floats(policy.size);
    this.difference = kernel.floats(policy.size);
    const { activation } = policy.shape;
    this.actor = new MlpKernel(kernel, { sizes: [0, headSize], activation }, { freeParameters });
    this.critic = new MlpKernel(kernel, { sizes: [0, 1], activation });
    this.policyHead = new PolicyHead(this.actor, kind);
    this.valueHead = new ValueHead(this.critic);
  }

  get inputs(): number {
    return this.policy.shape.sizes[0]!;
  }

  act(observations: Float32Array, count: number): ActingOutputs {
    return actWith(this.policy, this.network, observations, count);
  }

  async theta(): Promise<Float32Array> {
    return this.network.theta.values.slice();
  }

  frozen(theta: Float32Array): Actor {
    this.stage ??= networkFor(this.kernel, this.policy);
    this.stage.setTheta(theta);
    const { stage, policy } = this;
    return { policy, act: (seen, count) => actWith(policy, stage, seen, count), dispose() {} };
  }

  async values(observations: Float32Array, count: number): Promise<Float32Array> {
    const { network, policy } = this;
    forward(network, observations, count);
    const { headSize } = policy.distribution;
    return columns(network.output.values, headSize + 1, headSize, 1, count);
  }

  begin(batch: Batch): void {
    const { actor, critic, policyHead, network } = this;
    this.batch = batch;
    actor.reserve(batch.size);
    critic.reserve(batch.size);
    policyHead.codes.values.set(batch.codes);
    this.valueHead.targets.values.set(batch.returns);
    this.forward();
    policyHead.remember(batch.size);
    this.kernel.copy(network.theta, this.thetaOld);
  }

  gradient(
    objective: PolicyObjective,
    advantages: Float32Array,
    { entCoef, vfCoef, maxGradNorm }: SharedGradientSettings,
  ): StepReadings & { valueLoss: Reading } {
    const { network, actor, critic, policyHead } = this;
    const { distribution } = this.policy;
    const { headSize, freeParameters } = distribution;
    const { size } = this.batch!;
    policyHead.advantages.values.set(advantages);
    this.forward();
    const actorValue = objective.fused
      ? policyHead.ascend(size, { ...objective.fused, entropyCoefficient: entCoef, klCoefficient: 0 }).objective
      : tapeObjective(distribution, actor, policyHead, size, objective, { entCoef, klCoef: 0 });
    const valueLoss = this.valueHead.descend(size);

    // The objective goes up, the value loss down.
    const [dActor, dCritic, dOutput] = [actor.dOutput.values, critic.dOutput.values, network.dOutput.values];
    for (let row = 0, at = 0; row < size; row++) {
      for (let c = 0; c < headSize; c++) dOutput[at++] = dActor[row * headSize + c]!;
      dOutput[at++] = -vfCoef * dCritic[row]!;
    }
    network.backward(size);
    if (freeParameters)
      network.gradient.values.set(actor.gradient.values.subarray(-freeParameters), network.parameters - freeParameters);
    const gradNorm = network.limitGradient(maxGradNorm);
    return { value: actorValue - vfCoef * valueLoss, gradNorm, valueLoss };
  }

  stepAlong(rate: number): void {
    this.optimizer.ascend(rate);
  }

  async ratios(rows: Uint32Array): Promise<Float32Array> {
    this.forward();
    this.policyHead.measure(this.batch!.size, 0);
    const { values } = this.policyHead.ratios;
    return Float32Array.from(rows, (row) => values[row]!);
  }

  measure() {
    const { kernel, network, difference, thetaOld } = this;
    this.forward();
    const { kl, entropy } = this.policyHead.measure(this.batch!.size, 0);
    kernel.copy(network.theta, difference);
    kernel.addScaled(-1, thetaOld, difference);
    return { kl, entropy, stepNorm: kernel.norm(difference) };
  }

  end(): void {
    this.batch = null;
  }

  async save(): Promise<CheckpointPart> {
    return { ...this.optimizer.save(), theta: await this.theta() };
  }

  load(part: CheckpointPart): void {
    this.network.setTheta(part.theta as Float32Array);
    this.optimizer.load(part);
  }

  /** The kernel's memory goes with the run. */
  dispose(): void {}

  /** The batch through the network, and its output to the stand-ins. */
  private forward(): void {
    const { network, actor, critic } = this;
    const { headSize, freeParameters } = this.policy.distribution;
    const { observations, size } = this.batch!;
    forward(network, observations, size);
    const { values } = network.output;
    actor.output.values.set(columns(values, headSize + 1, 0, headSize, size));
    critic.output.values.set(columns(values, headSize + 1, headSize, 1, size));
    if (freeParameters) {
      actor.theta.values.set(network.theta.values.subarray(-freeParameters), actor.parameters - freeParameters);
      actor.changed();
    }
  }
}

function forward(network: MlpKernel, observations: Float32Array, count: number): void {
  network.reserve(count);
  network.input.values.set(observations.subarray(0, count * network.shape.sizes[0]!));
  network.forward(count);
}

function actWith(policy: SharedNetwork, network: MlpKernel, observations: Float32Array, count: number): ActingOutputs {
  const { headSize, freeParameters } = policy.distribution;
  forward(network, observations, count);
  return {
    head: columns(network.output.values, headSize + 1, 0, headSize, count),
    logStd: freeParameters ? network.theta.values.subarray(-freeParameters) : null,
  };
}

/** `taken` columns from `first` on, of `count` rows of a matrix `width` wide. */
function columns(matrix: Float32Array, width: number, first: number, taken: number, count: number): Float32Array {
  const out = new Float32Array(count * taken);
  for (let row = 0, o = 0; row < count; row++)
    for (let c = 0, at = row * width + first; c < taken; c++) out[o++] = matrix[at++]!;
  return out;
}
