import type { Floats, Kernel } from '../kernels/kernel.ts';
import type { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam, KernelGradientStep, type KernelOptimizer } from '../kernels/optimizers.ts';
import { PolicyHead } from '../kernels/policy-head.ts';
import { StoredRows } from '../kernels/stored-rows.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import { tf } from '../tf.ts';
import type { ActingOutputs } from './distribution.ts';
import { KernelActor, networkFor } from './kernel-actor.ts';
import {
  type Actor,
  type AscentSettings,
  type Assessment,
  type GradientSettings,
  MOVED,
  type PolicyLearner,
  type PolicyObjective,
  type StatisticsDirection,
  type StepReadings,
  type UpdateRule,
} from './learner.ts';
import type { Policy } from './policy.ts';
import { tapeObjective } from './tape-objective.ts';

/** The objective whose derivative is a score. */
const LOG_PROBABILITY = {
  surrogate: 'log-probability',
  clipRange: 0,
  entropyCoefficient: 0,
  klCoefficient: 0,
} as const;

/** π_θ in the SIMD kernel: forward, objective, backward and step are one call each, without a tape and without garbage. */
export class KernelPolicyLearner implements PolicyLearner {
  private readonly network: MlpKernel;
  private readonly head: PolicyHead;
  private readonly optimizer: KernelOptimizer;
  private readonly thetaOld: Floats;
  /** Scratch: a step or a direction, and what comes of it. */
  private readonly difference: Floats;
  private readonly product: Floats;
  private moved = false;
  /** Whether the network's last forward pass was that of the whole batch at θ_old. */
  private standsAtOld = false;
  /** The batch in hand, with what π_old said to it. */
  private readonly stored: StoredRows;
  /** The batch as it came, for whoever looks at the update afterwards. */
  private begun: Batch | null = null;
  private readonly actor: KernelActor;
  /** The one network that acts for show, made when it is first asked for. */
  private stage: MlpKernel | null = null;

  constructor(
    readonly policy: Policy,
    private readonly kernel: Kernel,
    theta: Float32Array,
    step: UpdateRule,
  ) {
    this.network = networkFor(kernel, policy);
    this.head = new PolicyHead(this.network, policy.distribution.kind);
    this.optimizer =
      step.rule === 'adam' ? new KernelAdam(this.network, step.settings) : new KernelGradientStep(this.network);
    this.thetaOld = kernel.floats(policy.size);
    this.difference = kernel.floats(policy.size);
    this.product = kernel.floats(policy.size);
    const { codeSize, headSize } = policy.distribution;
    this.stored = new StoredRows(kernel, [policy.shape.sizes[0]!, codeSize, 1, headSize]);
    this.network.setTheta(theta);
    this.actor = new KernelActor(policy, this.network);
  }

  act(observations: Float32Array, count: number): ActingOutputs {
    this.standsAtOld = false;
    return this.actor.act(observations, count);
  }

  async theta(): Promise<Float32Array> {
    return this.network.theta.values.slice();
  }

  frozen(theta: Float32Array): Actor {
    this.stage ??= networkFor(this.kernel, this.policy);
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
    this.stored.take(batch.size, this.places);
    this.moved = this.standsAtOld = false;
    this.begun = batch;
  }

  async lastBegun() {
    return this.begun && { batch: this.begun, thetaOld: this.thetaOld.values.slice() };
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

  pullBack({ head, logStd }: StatisticsDirection, maxGradNorm: number): number {
    const { network } = this;
    const count = this.select(null);
    network.forward(count);
    network.dOutput.values.set(head.map((z) => z / count));
    network.backward(count);
    if (logStd) network.gradient.values.set(logStd, network.parameters - logStd.length);
    return network.limitGradient(maxGradNorm);
  }

  stepAlong(rate: number): void {
    this.moved = true;
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

  async direction(): Promise<Float32Array> {
    return this.network.gradient.values.slice();
  }

  receive(direction: Float32Array): void {
    this.network.gradient.values.set(direction);
  }

  adopt(theta: Float32Array): void {
    this.network.setTheta(theta);
  }

  async fisherProduct(v: Float32Array): Promise<Float32Array> {
    if (this.moved) throw new Error(MOVED);
    const { network, difference, product } = this;
    if (!this.standsAtOld) {
      network.forward(this.select(null));
      this.standsAtOld = true;
    }
    difference.values.set(v);
    network.fisherProduct(this.policy.distribution.kind, difference, this.stored.count, product);
    return product.values.slice();
  }

  /** A backward pass for each row: the kernel sums what goes back together. */
  async scores(): Promise<Float32Array> {
    if (this.moved) throw new Error(MOVED);
    const { network, head } = this;
    const { size } = this.policy;
    const { count } = this.stored;
    const scores = new Float32Array(count * size);
    // Each score passes through where ĝ is kept.
    const ascent = await this.direction();
    for (const row = new Uint32Array(1); row[0]! < count; row[0]! += 1) {
      this.select(row);
      head.advantages.values[0] = 1;
      network.forward(1);
      head.ascend(1, LOG_PROBABILITY);
      network.backward(1);
      scores.set(network.gradient.values, row[0]! * size);
    }
    this.receive(ascent);
    return scores;
  }

  place(step: Float32Array): void {
    const { kernel, network, thetaOld, difference } = this;
    this.moved = true;
    difference.values.set(step);
    kernel.copy(thetaOld, network.theta);
    kernel.addScaled(1, difference, network.theta);
    network.changed();
  }

  async assess(objective: PolicyObjective, advantages: Float32Array): Promise<Assessment> {
    const { kl } = this.measureAll(0);
    const { logProbabilities, ratios } = this.head;
    const surrogate = tf.tidy(() => {
      const column = ({ values }: Floats) => tf.tensor1d(values.slice(0, advantages.length));
      const samples = { logProbability: column(logProbabilities), ratio: column(ratios) };
      return objective.value({ ...samples, advantage: tf.tensor1d(advantages) }).dataSync()[0]!;
    });
    return { surrogate, kl };
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
    this.stored.release();
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

  /** Where a batch or a minibatch stands: before the network, and beside that in its head. */
  private get places(): readonly Floats[] {
    const { network, head } = this;
    return [network.input, head.codes, head.oldLogProbabilities, head.oldHeads];
  }

  /** Puts rows of the batch (null: all) in their places. @returns how many */
  private select(rows: Uint32Array | null): number {
    this.standsAtOld = false;
    return this.stored.put(rows, this.places);
  }

  private measureAll(clipRange: number) {
    const count = this.select(null);
    this.network.forward(count);
    return this.head.measure(count, clipRange);
  }
}
