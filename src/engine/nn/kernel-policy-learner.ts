import type { Floats, Indices, Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam, KernelGradientStep, type KernelOptimizer } from '../kernels/optimizers.ts';
import { PolicyHead } from '../kernels/policy-head.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { ActingOutputs } from './distribution.ts';
import type {
  Actor,
  AscentSettings,
  GradientSettings,
  PolicyLearner,
  PolicyObjective,
  StepReadings,
  StepRule,
} from './learner.ts';
import type { Policy } from './policy.ts';
import { tapeObjective } from './tape-objective.ts';

/** Rows that a network has room for at first; it grows with the batches that come. */
const ROOM = 256;

/** π_θ in the SIMD kernel: forward, objective, backward and step are one call each, without a tape and without garbage. */
export class KernelPolicyLearner implements PolicyLearner {
  private readonly network: MlpKernel;
  private readonly head: PolicyHead;
  private readonly optimizer: KernelOptimizer;
  private readonly thetaOld: Floats;
  private readonly difference: Floats;
  private batch: StoredBatch | null = null;
  private readonly actor: KernelActor;
  /** The one network that acts for show, made when it is first asked for. */
  private stage: MlpKernel | null = null;

  constructor(
    readonly policy: Policy,
    private readonly kernel: Kernel,
    theta: Float32Array,
    step: StepRule,
  ) {
    this.network = this.createNetwork();
    this.head = new PolicyHead(this.network, policy.distribution.kind);
    this.optimizer =
      step.rule === 'adam' ? new KernelAdam(this.network, step.settings) : new KernelGradientStep(this.network);
    this.thetaOld = kernel.floats(policy.size);
    this.difference = kernel.floats(policy.size);
    this.network.setTheta(theta);
    this.actor = new KernelActor(policy, this.network);
  }

  act(observations: Float32Array, count: number): ActingOutputs {
    return this.actor.act(observations, count);
  }

  async theta(): Promise<Float32Array> {
    return this.network.theta.values.slice();
  }

  frozen(theta: Float32Array): Actor {
    this.stage ??= this.createNetwork();
    this.stage.setTheta(theta);
    return new KernelActor(this.policy, this.stage);
  }

  begin(batch: Batch): void {
    const { kernel, network, head } = this;
    network.reserve(batch.size);
    const { observations, codes } = batch;
    network.input.values.set(observations);
    head.codes.values.set(codes);
    network.forward(batch.size);
    head.remember(batch.size);
    kernel.copy(network.theta, this.thetaOld);
    this.batch = StoredBatch.hold(this.batch, kernel, batch, head);
  }

  gradient(
    objective: PolicyObjective,
    rows: Uint32Array | null,
    advantages: Float32Array,
    { entCoef, klCoef = 0, maxGradNorm }: GradientSettings,
  ): StepReadings {
    const { network, head } = this;
    const count = this.select(rows);
    head.advantages.values.set(advantages);
    network.forward(count);
    const value = objective.fused
      ? head.ascend(count, { ...objective.fused, entropyCoefficient: entCoef, klCoefficient: klCoef }).objective
      : tapeObjective(this.policy.distribution, network, head, count, objective, { entCoef, klCoef });
    network.backward(count);
    return { value, gradNorm: network.limitGradient(maxGradNorm) };
  }

  stepAlong(rate: number): void {
    this.optimizer.ascend(rate);
  }

  ascend(
    objective: PolicyObjective,
    rows: Uint32Array | null,
    advantages: Float32Array,
    settings: AscentSettings,
  ): StepReadings {
    const readings = this.gradient(objective, rows, advantages, settings);
    this.stepAlong(settings.rate);
    return readings;
  }

  async ratios(rows: Uint32Array): Promise<Float32Array> {
    const count = this.select(rows);
    this.network.forward(count);
    this.head.measure(count, 0);
    return this.head.ratios.values.slice(0, count);
  }

  async kl(): Promise<number> {
    return this.measureAll(0).kl;
  }

  measure(clipRange?: number) {
    const { kl, entropy, clipFraction } = this.measureAll(clipRange ?? 0);
    const { kernel, network, difference, thetaOld } = this;
    kernel.copy(network.theta, difference);
    kernel.addScaled(-1, thetaOld, difference);
    const stepNorm = kernel.norm(difference);
    return clipRange === undefined ? { kl, entropy, stepNorm } : { kl, entropy, stepNorm, clipFraction };
  }

  end(): void {
    this.batch?.release();
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

  /** Puts rows of the batch (null: all) before the network and its head. @returns how many */
  private select(rows: Uint32Array | null): number {
    return this.batch!.select(rows, this.network, this.head);
  }

  private measureAll(clipRange: number) {
    const count = this.select(null);
    this.network.forward(count);
    return this.head.measure(count, clipRange);
  }

  private createNetwork(): MlpKernel {
    const { shape, distribution } = this.policy;
    return new MlpKernel(this.kernel, shape, { batch: ROOM, freeParameters: distribution.freeParameters });
  }
}

/** Acts with what stands in a network of the kernel. */
class KernelActor implements Actor {
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

  dispose(): void {}
}

/** A batch in the kernel's memory, with what π_old said to it. Its room is kept for the next one. */
class StoredBatch {
  private size = 0;
  private readonly observations: Floats;
  private readonly codes: Floats;
  private readonly oldLogProbabilities: Floats;
  private readonly oldHeads: Floats;
  private readonly indices: Indices;

  private constructor(
    private readonly kernel: Kernel,
    private readonly room: number,
    private readonly widths: { readonly observation: number; readonly code: number; readonly head: number },
  ) {
    this.observations = kernel.floats(room * widths.observation);
    this.codes = kernel.floats(room * widths.code);
    this.oldLogProbabilities = kernel.floats(room);
    this.oldHeads = kernel.floats(room * widths.head);
    this.indices = kernel.indices(room);
  }

  /** Takes in a batch whose observations and codes stand before `head`, which has just remembered it. */
  static hold(earlier: StoredBatch | null, kernel: Kernel, batch: Batch, head: PolicyHead): StoredBatch {
    const widths = {
      observation: batch.observations.length / batch.size,
      code: batch.codes.length / batch.size,
      head: head.network.shape.sizes.at(-1)!,
    };
    // Outgrown room is not given back by the kernel: doubling bounds what is lost.
    const enough = earlier !== null && earlier.room >= batch.size;
    const stored = enough ? earlier : new StoredBatch(kernel, Math.max(batch.size, 2 * (earlier?.room ?? 0)), widths);
    stored.size = batch.size;
    kernel.copy(head.network.input, stored.observations, batch.size * widths.observation);
    kernel.copy(head.codes, stored.codes, batch.size * widths.code);
    kernel.copy(head.oldLogProbabilities, stored.oldLogProbabilities, batch.size);
    kernel.copy(head.oldHeads, stored.oldHeads, batch.size * widths.head);
    return stored;
  }

  select(rows: Uint32Array | null, network: MlpKernel, head: PolicyHead): number {
    const { kernel, widths, indices } = this;
    const count = rows?.length ?? this.size;
    const pairs = [
      [this.observations, widths.observation, network.input],
      [this.codes, widths.code, head.codes],
      [this.oldLogProbabilities, 1, head.oldLogProbabilities],
      [this.oldHeads, widths.head, head.oldHeads],
    ] as const;
    if (rows) indices.values.set(rows);
    for (const [source, width, target] of pairs) {
      if (rows) kernel.gather(source, width, indices, 0, count, target);
      else kernel.copy(source, target, count * width);
    }
    return count;
  }

  release(): void {
    this.size = 0;
  }
}
