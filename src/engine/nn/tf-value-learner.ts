import { type DeviceBatch, gatherRows, toDevice } from '../rollout/device-batch.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import { read, tf } from '../tf.ts';
import { differentiate } from './gradient.ts';
import type { DescentSettings, LossSettings, StepReadings, ValueLearner } from './learner.ts';
import type { Adam } from './optimizers.ts';
import { Parameters } from './parameters.ts';
import type { ValueFunction } from './policy.ts';
import { valueLoss } from './value-loss.ts';

/** V_φ in TensorFlow.js: what runs on a GPU, where there is no kernel, and what the kernel is tested against. */
export class TfValueLearner implements ValueLearner {
  private readonly parameters: Parameters;
  private batch: Pick<DeviceBatch, 'observations' | 'returns' | 'values'> | null = null;
  /** What `gradient` leaves and `stepDown` takes. */
  private descent: tf.Tensor1D | null = null;

  constructor(
    private readonly valueFunction: ValueFunction,
    phi: Float32Array,
    private readonly adam: Adam,
  ) {
    this.parameters = new Parameters(phi);
  }

  get inputs(): number {
    return this.valueFunction.shape.sizes[0]!;
  }

  values(observations: Float32Array, count: number): Promise<Float32Array> {
    return this.valueFunction.read(this.parameters.tensor, observations, count);
  }

  begin(batch: Batch): void {
    this.batch = toDevice(batch, ['observations', 'returns', 'values']);
  }

  gradient(rows: Uint32Array | null, { coefficient, clipRange, maxGradNorm }: LossSettings): StepReadings {
    const minibatch = rows ? gatherRows(this.batch!, rows) : this.batch!;
    const { value, gradient, norm } = differentiate(
      this.parameters,
      (phi) => {
        const values = this.valueFunction.values(phi, minibatch.observations);
        return tf.mul(valueLoss(values, minibatch.values, minibatch.returns, clipRange), coefficient);
      },
      maxGradNorm,
    );
    this.forgetGradient();
    this.descent = tf.keep(gradient);
    if (rows) tf.dispose(minibatch);
    return { value, gradNorm: norm };
  }

  stepDown(rate: number): void {
    this.adam.descend(this.parameters, this.descent!, rate);
    this.forgetGradient();
  }

  descend(rows: Uint32Array | null, settings: DescentSettings): StepReadings {
    const readings = this.gradient(rows, settings);
    this.stepDown(settings.rate);
    return readings;
  }

  end(): void {
    tf.dispose(this.batch ?? []);
    this.batch = null;
  }

  phi(): Promise<Float32Array> {
    return this.parameters.read();
  }

  async direction(): Promise<Float32Array> {
    return Float32Array.from(await read(this.descent!));
  }

  receive(direction: Float32Array): void {
    this.forgetGradient();
    this.descent = tf.keep(tf.tensor1d(direction));
  }

  adopt(phi: Float32Array): void {
    this.parameters.load({ values: phi });
  }

  async save(): Promise<CheckpointPart> {
    return { ...(await this.adam.save()), phi: await this.parameters.read() };
  }

  load(part: CheckpointPart): void {
    this.parameters.load({ values: part.phi! });
    this.adam.load(part);
  }

  dispose(): void {
    this.end();
    this.forgetGradient();
    this.parameters.dispose();
    this.adam.dispose();
  }

  private forgetGradient(): void {
    this.descent?.dispose();
    this.descent = null;
  }
}
