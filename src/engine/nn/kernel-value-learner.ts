import type { Floats, Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam } from '../kernels/optimizers.ts';
import { StoredRows } from '../kernels/stored-rows.ts';
import { ValueHead } from '../kernels/value-head.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { DescentSettings, LossSettings, StepReadings, ValueLearner } from './learner.ts';
import type { AdamSettings } from './optimizers.ts';
import type { ValueFunction } from './policy.ts';

/** V_φ in the SIMD kernel: forward, loss, backward and step are one call each. */
export class KernelValueLearner implements ValueLearner {
  readonly inputs: number;
  private readonly network: MlpKernel;
  private readonly adam: KernelAdam;
  private readonly head: ValueHead;
  /** The batch in hand: observations, returns and old values. */
  private readonly stored: StoredRows;

  constructor(kernel: Kernel, valueFunction: ValueFunction, phi: Float32Array, settings?: AdamSettings) {
    this.inputs = valueFunction.shape.sizes[0]!;
    this.network = new MlpKernel(kernel, valueFunction.shape);
    this.head = new ValueHead(this.network);
    this.adam = new KernelAdam(this.network, settings);
    this.stored = new StoredRows(kernel, [this.inputs, 1, 1]);
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
    const { network, head } = this;
    network.reserve(batch.size);
    network.input.values.set(batch.observations);
    head.targets.values.set(batch.returns);
    head.oldValues.values.set(batch.values);
    this.stored.take(batch.size, this.places);
  }

  gradient(rows: Uint32Array | null, { coefficient, clipRange, maxGradNorm }: LossSettings): StepReadings {
    const { network, head } = this;
    const count = this.stored.put(rows, this.places);
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

  end(): void {
    this.stored.release();
  }

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

  /** Where a batch or a minibatch stands: before the network, and beside that in its head. */
  private get places(): readonly Floats[] {
    const { network, head } = this;
    return [network.input, head.targets, head.oldValues];
  }
}
