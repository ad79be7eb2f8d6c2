import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart } from '../run-spec.ts';
import { read, readScalar, tf } from '../tf.ts';
import type { ActingOutputs, Outputs } from './distribution.ts';
import { differentiate } from './gradient.ts';
import type {
  Actor,
  AscentSettings,
  Assessment,
  GradientSettings,
  PolicyLearner,
  PolicyObjective,
  Reading,
  StatisticsDirection,
  StepReadings,
} from './learner.ts';
import { norm, type Optimizer } from './optimizers.ts';
import { Parameters } from './parameters.ts';
import type { Policy } from './policy.ts';
import { TfActor } from './tf-actor.ts';
import { TfBatch } from './tf-batch.ts';

/** π_θ in TensorFlow.js: what runs on a GPU, where there is no kernel, and what the kernel is tested against. */
export class TfPolicyLearner implements PolicyLearner {
  private readonly parameters: Parameters;
  private batch: TfBatch | null = null;
  /** What the newest update began with, for whoever looks at it afterwards. */
  private begun: { readonly batch: Batch; readonly thetaOld: tf.Tensor1D } | null = null;
  /** What `gradient` leaves and `stepAlong` takes. */
  private ascent: tf.Tensor1D | null = null;

  constructor(
    readonly policy: Policy,
    theta: Float32Array,
    private readonly optimizer: Optimizer,
  ) {
    this.parameters = new Parameters(theta);
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

  begin(batch: Batch): void {
    this.batch = new TfBatch(this.policy, tf.clone(this.parameters.tensor), batch);
    this.begun?.thetaOld.dispose();
    this.begun = { batch, thetaOld: tf.clone(this.parameters.tensor) };
  }

  async lastBegun() {
    return this.begun && { batch: this.begun.batch, thetaOld: Float32Array.from(await read(this.begun.thetaOld)) };
  }

  gradient(
    objective: PolicyObjective,
    rows: Uint32Array | null,
    advantages: Float32Array,
    { entCoef, klCoef = 0, maxGradNorm }: GradientSettings,
  ): StepReadings {
    const batch = this.batch!;
    const minibatch = batch.rows(rows);
    const advantage = tf.tensor1d(advantages);
    const { value, gradient, norm } = differentiate(
      this.parameters,
      (theta) => {
        const outputs = this.policy.outputs(theta, minibatch.observations);
        const logProbability = this.policy.distribution.logProbability(outputs, minibatch.codes);
        const ratio = tf.exp(tf.sub(logProbability, minibatch.logPiOld) as tf.Tensor1D);
        const terms = [objective.value({ logProbability, ratio, advantage })];
        const { distribution } = this.policy;
        if (entCoef) terms.push(tf.mul(tf.mean(distribution.entropy(outputs)), entCoef));
        if (klCoef) terms.push(tf.mul(tf.mean(distribution.kl(batch.oldOutputs(minibatch), outputs)), -klCoef));
        return tf.addN(terms) as tf.Scalar;
      },
      maxGradNorm,
    );
    this.forgetGradient();
    this.ascent = tf.keep(gradient);
    advantage.dispose();
    if (rows) tf.dispose(minibatch);
    return { value, gradNorm: norm };
  }

  pullBack({ head, logStd }: StatisticsDirection, maxGradNorm: number): Reading {
    const { observations } = this.batch!.all;
    const wanted = {
      head: tf.tensor2d(head, [observations.shape[0], this.policy.distribution.headSize]),
      logStd: logStd ? tf.tensor1d(logStd) : undefined,
    };
    const { value, gradient, norm } = differentiate(
      this.parameters,
      (theta) => {
        const outputs = this.policy.outputs(theta, observations);
        const along = tf.mean(tf.sum(tf.mul(outputs.head, wanted.head), -1));
        const free = outputs.logStd && wanted.logStd ? tf.sum(tf.mul(outputs.logStd, wanted.logStd)) : 0;
        return tf.add(along, free) as tf.Scalar;
      },
      maxGradNorm,
    );
    this.forgetGradient();
    this.ascent = tf.keep(gradient);
    tf.dispose([value, wanted.head, ...(wanted.logStd ? [wanted.logStd] : [])]);
    return norm;
  }

  stepAlong(rate: number): void {
    this.batch!.moved = true;
    this.optimizer.ascend(this.parameters, this.ascent!, rate);
    this.forgetGradient();
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
    return Float32Array.from(await read(this.ascent!));
  }

  receive(direction: Float32Array): void {
    this.forgetGradient();
    this.ascent = tf.keep(tf.tensor1d(direction));
  }

  adopt(theta: Float32Array): void {
    this.parameters.load({ values: theta });
  }

  async fisherProduct(v: Float32Array): Promise<Float32Array> {
    const jacobian = this.batch!.jacobian();
    const direction = tf.tensor1d(v);
    const product = jacobian.fisherProduct(direction);
    const values = Float32Array.from(await read(product));
    tf.dispose([direction, product]);
    return values;
  }

  async scores(): Promise<Float32Array> {
    const scores = this.batch!.jacobian().scores(this.batch!.all.codes);
    const values = Float32Array.from(await read(scores));
    scores.dispose();
    return values;
  }

  place(step: Float32Array): void {
    const { thetaOld } = this.batch!;
    this.batch!.moved = true;
    this.parameters.replace(tf.tidy(() => tf.add(thetaOld, tf.tensor1d(step)) as tf.Tensor1D));
  }

  async assess(objective: PolicyObjective, advantages: Float32Array): Promise<Assessment> {
    const { all } = this.batch!;
    const figures = tf.tidy(() => {
      const outputs = this.outputs(all.observations);
      const logProbability = this.policy.distribution.logProbability(outputs, all.codes);
      const ratio = tf.exp(tf.sub(logProbability, all.logPiOld) as tf.Tensor1D);
      const surrogate = objective.value({ logProbability, ratio, advantage: tf.tensor1d(advantages) });
      return tf.stack([surrogate, this.meanKl(outputs)]);
    });
    const [surrogate, kl] = await read(figures);
    figures.dispose();
    return { surrogate: surrogate!, kl: kl! };
  }

  async ratios(rows: Uint32Array): Promise<Float32Array> {
    const minibatch = this.batch!.rows(rows);
    const ratio = tf.tidy(() => this.ratioOf(this.outputs(minibatch.observations), minibatch));
    const values = Float32Array.from(await read(ratio));
    tf.dispose([minibatch, ratio]);
    return values;
  }

  kl(): Promise<number> {
    return readScalar(tf.tidy(() => this.meanKl(this.outputs(this.batch!.all.observations))));
  }

  measure(clipRange?: number) {
    const { all, thetaOld } = this.batch!;
    return tf.tidy(() => {
      const outputs = this.outputs(all.observations);
      const clipFraction = clipRange === undefined ? {} : { clipFraction: this.shareOutside(outputs, clipRange) };
      return {
        ...clipFraction,
        kl: this.meanKl(outputs),
        entropy: tf.mean(this.policy.distribution.entropy(outputs)) as tf.Scalar,
        stepNorm: norm(tf.sub(this.parameters.tensor, thetaOld)),
      };
    });
  }

  end(): void {
    this.batch?.dispose();
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
    this.begun?.thetaOld.dispose();
    this.forgetGradient();
    this.parameters.dispose();
    this.optimizer.dispose();
  }

  private forgetGradient(): void {
    this.ascent?.dispose();
    this.ascent = null;
  }

  private outputs(observations: tf.Tensor2D): Outputs {
    return this.policy.outputs(this.parameters.tensor, observations);
  }

  private ratioOf(outputs: Outputs, { codes, logPiOld }: Pick<TfBatch['all'], 'codes' | 'logPiOld'>): tf.Tensor1D {
    return tf.exp(tf.sub(this.policy.distribution.logProbability(outputs, codes), logPiOld));
  }

  private shareOutside(outputs: Outputs, clipRange: number): tf.Scalar {
    const moved = tf.abs(tf.sub(this.ratioOf(outputs, this.batch!.all), 1));
    return tf.mean(tf.cast(tf.greater(moved, clipRange), 'float32')) as tf.Scalar;
  }

  private meanKl(outputs: Outputs): tf.Scalar {
    return tf.mean(this.policy.distribution.kl(this.batch!.old, outputs)) as tf.Scalar;
  }
}
