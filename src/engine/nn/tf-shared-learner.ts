import { toDevice } from '../rollout/device-batch.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import { read, tf } from '../tf.ts';
import type { ActingOutputs, Outputs } from './distribution.ts';
import { differentiate } from './gradient.ts';
import type { Actor, PolicyObjective, Reading, StepReadings } from './learner.ts';
import { norm, type Optimizer } from './optimizers.ts';
import { Parameters } from './parameters.ts';
import type { SharedGradientSettings, SharedLearner } from './shared-learner.ts';
import type { SharedNetwork } from './shared-network.ts';
import { TfActor } from './tf-actor.ts';
import { valueLoss } from './value-loss.ts';

/** The shared network in TensorFlow.js: what runs on a GPU, where there is no kernel, and what the kernel is tested against. */
export class TfSharedLearner implements SharedLearner {
  private readonly parameters: Parameters;
  private batch: ReturnType<TfSharedLearner['hold']> | null = null;
  /** What `gradient` leaves and `stepAlong` takes. */
  private ascent: tf.Tensor1D | null = null;

  constructor(
    readonly policy: SharedNetwork,
    theta: Float32Array,
    private readonly optimizer: Optimizer,
  ) {
    this.parameters = new Parameters(theta);
  }

  get inputs(): number {
    return this.policy.shape.sizes[0]!;
  }

  act(observations: Float32Array, count: number): ActingOutputs | Promise<ActingOutputs> {
    return this.policy.actingOutputs(this.parameters.tensor, observations, count);
  }

  theta(): Promise<Float32Array> {
    return this.parameters.read();
  }

  frozen(theta: Float32Array): Actor {
    return new TfActor(this.policy, theta);
  }

  async values(observations: Float32Array, count: number): Promise<Float32Array> {
    const values = tf.tidy(() => {
      const seen = tf.tensor2d(observations.subarray(0, count * this.inputs), [count, this.inputs]);
      return this.policy.outputsAndValues(this.parameters.tensor, seen).values;
    });
    const numbers = Float32Array.from(await read(values));
    values.dispose();
    return numbers;
  }

  begin(batch: Batch): void {
    this.batch = this.hold(batch);
  }

  gradient(
    objective: PolicyObjective,
    advantages: Float32Array,
    { entCoef, vfCoef, maxGradNorm }: SharedGradientSettings,
  ): StepReadings & { valueLoss: Reading } {
    const batch = this.batch!;
    const advantage = tf.tensor1d(advantages);
    let criticLoss: tf.Scalar | null = null;
    const { value, gradient, norm } = differentiate(
      this.parameters,
      (theta) => {
        const { outputs, values } = this.policy.outputsAndValues(theta, batch.observations);
        const logProbability = this.policy.distribution.logProbability(outputs, batch.codes);
        const ratio = tf.exp(tf.sub(logProbability, batch.logPiOld) as tf.Tensor1D);
        criticLoss = tf.keep(valueLoss(values, values, batch.returns, 0));
        const bonus = tf.mul(tf.mean(this.policy.distribution.entropy(outputs)), entCoef);
        const actor = tf.add(objective.value({ logProbability, ratio, advantage }), bonus);
        return tf.sub(actor, tf.mul(criticLoss, vfCoef)) as tf.Scalar;
      },
      maxGradNorm,
    );
    advantage.dispose();
    this.ascent?.dispose();
    this.ascent = tf.keep(gradient);
    return { value, gradNorm: norm, valueLoss: criticLoss! };
  }

  stepAlong(rate: number): void {
    this.optimizer.ascend(this.parameters, this.ascent!, rate);
    this.ascent!.dispose();
    this.ascent = null;
  }

  async ratios(rows: Uint32Array): Promise<Float32Array> {
    const { observations, codes, logPiOld } = this.batch!;
    const ratio = tf.tidy(() => {
      const outputs = this.policy.outputs(this.parameters.tensor, observations);
      return tf.exp(tf.sub(this.policy.distribution.logProbability(outputs, codes), logPiOld));
    });
    const all = await read(ratio);
    ratio.dispose();
    return Float32Array.from(rows, (row) => all[row]!);
  }

  measure() {
    const { observations, old, thetaOld } = this.batch!;
    const { distribution } = this.policy;
    return tf.tidy(() => {
      const outputs = this.policy.outputs(this.parameters.tensor, observations);
      return {
        kl: tf.mean(distribution.kl(old, outputs)) as tf.Scalar,
        entropy: tf.mean(distribution.entropy(outputs)) as tf.Scalar,
        stepNorm: norm(tf.sub(this.parameters.tensor, thetaOld)),
      };
    });
  }

  end(): void {
    if (this.batch) tf.dispose(this.batch);
    this.batch = null;
  }

  async save(): Promise<CheckpointPart> {
    return { ...(await this.optimizer.save()), theta: await this.theta() };
  }

  load(part: CheckpointPart): void {
    this.parameters.load({ values: part.theta! });
    this.optimizer.load(part);
  }

  dispose(): void {
    this.end();
    this.ascent?.dispose();
    this.parameters.dispose();
    this.optimizer.dispose();
  }

  /** The batch as tensors, and what π_old said to it. */
  private hold(batch: Batch) {
    const { observations, codes, returns } = toDevice(batch, ['observations', 'codes', 'returns']);
    const thetaOld = tf.clone(this.parameters.tensor);
    const old: Outputs = tf.tidy(() => this.policy.outputs(thetaOld, observations));
    const logPiOld = tf.tidy(() => this.policy.distribution.logProbability(old, codes));
    return { observations, codes, returns, thetaOld, old, logPiOld };
  }
}
