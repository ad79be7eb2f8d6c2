import type { Floats, Indices, Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam } from '../kernels/optimizers.ts';
import { ValueHead } from '../kernels/value-head.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { DescentSettings, LossSettings, StepReadings, ValueLearner } from './learner.ts';
import type { AdamSettings } from './optimizers.ts';
import type { ValueFunction } from './policy.ts';

/** Rows that the network has room for at first; it grows with the batches that come. */
const ROOM = 256;

/** V_φ in the SIMD kernel: forward, loss, backward and step are one call each. */
export class KernelValueLearner implements ValueLearner {
  readonly inputs: number;
  private readonly network: MlpKernel;
  private readonly adam: KernelAdam;
  private head: ValueHead;
  private batch: StoredTargets | null = null;

  constructor(
    private readonly kernel: Kernel,
    valueFunction: ValueFunction,
    phi: Float32Array,
    settings?: AdamSettings,
  ) {
    this.inputs = valueFunction.shape.sizes[0]!;
    this.network = new MlpKernel(kernel, valueFunction.shape, { batch: ROOM });
    this.head = new ValueHead(this.network);
    this.adam = new KernelAdam(this.network, settings);
    this.network.setTheta(phi);
  }

  async values(observations: Float32Array, count: number): Promise<Float32Array> {
    const { network } = this;
    network.reserve(count);
    network.input.values.set(observations.subarray(0, count * this.inputs));
    network.forward(count);
    return network.output.values.slice(0, count);
  }

  begin(batch: Batch): void {
    const { network, kernel, inputs } = this;
    network.reserve(batch.size);
    if (this.head.targets.length < batch.size) this.head = new ValueHead(network);
    this.batch = StoredTargets.hold(this.batch, kernel, batch, inputs);
  }

  gradient(rows: Uint32Array | null, { coefficient, clipRange, maxGradNorm }: LossSettings): StepReadings {
    const { network, head } = this;
    const count = this.batch!.select(rows, network, head);
    network.forward(count);
    const value = head.descend(count, clipRange, coefficient);
    network.backward(count);
    return { value, gradNorm: network.limitGradient(maxGradNorm) };
  }

  stepDown(rate: number): void {
    this.adam.descend(rate);
  }

  descend(rows: Uint32Array | null, settings: DescentSettings): StepReadings {
    const readings = this.gradient(rows, settings);
    this.stepDown(settings.rate);
    return readings;
  }

  /** The room is kept for the next batch. */
  end(): void {}

  async phi(): Promise<Float32Array> {
    return this.network.theta.values.slice();
  }

  async direction(): Promise<Float32Array> {
    return this.network.gradient.values.slice();
  }

  receive(direction: Float32Array): void {
    this.network.gradient.values.set(direction);
  }

  adopt(phi: Float32Array): void {
    this.network.setTheta(phi);
  }

  save(): CheckpointPart {
    return { ...this.adam.save(), phi: this.network.theta.values.slice() };
  }

  load(part: CheckpointPart): void {
    this.network.setTheta(part.phi as Float32Array);
    this.adam.load(part);
  }
}

/** A batch in the kernel's memory: observations, returns and old values. */
class StoredTargets {
  private size = 0;
  private readonly observations: Floats;
  private readonly returns: Floats;
  private readonly values: Floats;
  private readonly indices: Indices;

  private constructor(
    private readonly kernel: Kernel,
    private readonly room: number,
    private readonly inputs: number,
  ) {
    this.observations = kernel.floats(room * inputs);
    this.returns = kernel.floats(room);
    this.values = kernel.floats(room);
    this.indices = kernel.indices(room);
  }

  static hold(earlier: StoredTargets | null, kernel: Kernel, batch: Batch, inputs: number): StoredTargets {
    const enough = earlier !== null && earlier.room >= batch.size;
    // Outgrown room is not given back by the kernel: doubling bounds what is lost.
    const stored = enough ? earlier : new StoredTargets(kernel, Math.max(batch.size, 2 * (earlier?.room ?? 0)), inputs);
    stored.size = batch.size;
    stored.observations.values.set(batch.observations);
    stored.returns.values.set(batch.returns);
    stored.values.values.set(batch.values);
    return stored;
  }

  /** Puts rows (null: all) before the network and its head. @returns how many */
  select(rows: Uint32Array | null, network: MlpKernel, head: ValueHead): number {
    const { kernel, inputs, indices } = this;
    const count = rows?.length ?? this.size;
    const pairs = [
      [this.observations, inputs, network.input],
      [this.returns, 1, head.targets],
      [this.values, 1, head.oldValues],
    ] as const;
    if (rows) indices.values.set(rows);
    for (const [source, width, target] of pairs) {
      if (rows) kernel.gather(source, width, indices, 0, count, target);
      else kernel.copy(source, target, count * width);
    }
    return count;
  }
}
