import { under, within } from '../checkpoint-part.ts';
import type { CheckpointPart } from '../run-spec.ts';
import { read, tf } from '../tf.ts';
import type { ActingOutputs } from './distribution.ts';
import { differentiate, type Gradient } from './gradient.ts';
import type { Actor } from './learner.ts';
import { mlp, parameterCount } from './mlp.ts';
import { Adam, norm } from './optimizers.ts';
import { Parameters } from './parameters.ts';
import { ENTROPY_OF_UNIT_NORMAL, type PathwisePolicy, type QFunction } from './pathwise-policy.ts';
import type {
  ClimbReadings,
  FitReadings,
  PathwiseMeasure,
  QLearner,
  QLearnerArrays,
  TransitionBatch,
} from './q-learner.ts';

/** Actor and critic in TensorFlow.js: what runs on a GPU, where there is no kernel, and what the kernel is tested against. */
export class TfQLearner implements QLearner {
  private readonly actor: Parameters;
  private readonly critic: Parameters;
  private readonly targetActor: Parameters;
  private readonly targetCritic: Parameters;
  private readonly actorAdam: Adam;
  private readonly criticAdam: Adam;
  private thetaOld: tf.Tensor1D;
  private minibatch: TensorTransitions | null = null;
  /** y, and what the last `fit` and `climb` found; each replaces the one before. */
  private targets: tf.Tensor1D | null = null;
  private fitted: (Gradient & { readonly values: tf.Tensor1D }) | null = null;
  private climbed: (Gradient & { readonly actions: tf.Tensor2D; readonly deviation: tf.Tensor }) | null = null;

  constructor(
    readonly policy: PathwisePolicy,
    private readonly q: QFunction,
    theta: Float32Array,
    phi: Float32Array,
  ) {
    this.actor = new Parameters(theta);
    this.targetActor = new Parameters(theta);
    this.critic = new Parameters(phi);
    this.targetCritic = new Parameters(phi);
    this.actorAdam = new Adam(policy.size);
    this.criticAdam = new Adam(q.size);
    this.thetaOld = tf.keep(tf.clone(this.actor.tensor));
  }

  act(observations: Float32Array, count: number): ActingOutputs | Promise<ActingOutputs> {
    return actWith(this.policy, this.actor.tensor, observations, count);
  }

  theta(): Promise<Float32Array> {
    return this.actor.read();
  }

  frozen(theta: Float32Array): Actor {
    const { policy } = this;
    const own = new Parameters(theta);
    return {
      policy,
      act: (observations, count) => actWith(policy, own.tensor, observations, count),
      dispose: () => own.dispose(),
    };
  }

  mark(): void {
    this.thetaOld.dispose();
    this.thetaOld = tf.keep(tf.clone(this.actor.tensor));
  }

  begin({ size, observations, pairs, rewards, nextObservations, terminated }: TransitionBatch): void {
    if (this.minibatch) tf.dispose(Object.values(this.minibatch));
    const { observationSize, actionSize } = this.q;
    // Copies: the arrays are the replay buffer's own, and a backend may read them later.
    this.minibatch = {
      observations: tf.tensor2d(observations.slice(), [size, observationSize]),
      pairs: tf.tensor2d(pairs.slice(), [size, observationSize + actionSize]),
      rewards: tf.tensor1d(rewards.slice()),
      nextObservations: tf.tensor2d(nextObservations.slice(), [size, observationSize]),
      terminated: tf.tensor1d(terminated.slice()),
    };
  }

  target(gamma: number, noise: Float32Array | null): void {
    const { nextObservations, rewards, terminated } = this.minibatch!;
    this.targets?.dispose();
    this.targets = tf.keep(
      tf.tidy(() => {
        const { actions } = drawActions(this.policy, this.targetActor.tensor, nextObservations, noise);
        const next = this.judge(this.targetCritic.tensor, nextObservations, actions);
        return tf.add(rewards, tf.mul(tf.mul(tf.sub(1, terminated), next), gamma)) as tf.Tensor1D;
      }),
    );
  }

  fit(rate: number): void {
    const { pairs } = this.minibatch!;
    this.forget(this.fitted);
    const values = tf.tidy(() => this.value(this.critic.tensor, pairs));
    const gradient = differentiate(this.critic, (phi) => {
      const error = tf.sub(this.value(phi, pairs), this.targets!);
      return tf.mean(tf.square(error)) as tf.Scalar;
    });
    this.fitted = { ...gradient, values };
    this.criticAdam.descend(this.critic, gradient.gradient, rate);
  }

  climb(rate: number, noise: Float32Array | null): void {
    const { observations } = this.minibatch!;
    this.forget(this.climbed);
    const drawn = tf.tidy(() => drawActions(this.policy, this.actor.tensor, observations, noise));
    const gradient = differentiate(this.actor, (theta) => {
      const { actions } = drawActions(this.policy, theta, observations, noise);
      return tf.mean(this.judge(this.critic.tensor, observations, actions)) as tf.Scalar;
    });
    this.climbed = { ...gradient, ...drawn };
    this.actorAdam.ascend(this.actor, gradient.gradient, rate);
  }

  follow(tau: number): void {
    for (const [learned, target] of [
      [this.actor, this.targetActor],
      [this.critic, this.targetCritic],
    ] as const)
      target.replace(tf.tidy(() => tf.add(tf.mul(learned.tensor, tau), tf.mul(target.tensor, 1 - tau)) as tf.Tensor1D));
  }

  targetReading(): tf.Scalar {
    return tf.mean(this.targets!) as tf.Scalar;
  }

  fitReadings(): FitReadings {
    const { value, norm, values } = this.fitted!;
    const targets = this.targets!;
    return {
      ...tf.tidy(() => ({
        meanQ: tf.mean(values) as tf.Scalar,
        tdError: tf.mean(tf.abs(tf.sub(values, targets))) as tf.Scalar,
      })),
      qLoss: tf.clone(value),
      qGradNorm: tf.clone(norm),
    };
  }

  climbReadings(): ClimbReadings {
    return { objective: tf.clone(this.climbed!.value), gradNorm: tf.clone(this.climbed!.norm) };
  }

  measure(): PathwiseMeasure {
    const stepNorm = tf.tidy(() => norm(tf.sub(this.actor.tensor, this.thetaOld)));
    if (this.policy.settings.sigma === 'none') return { stepNorm };
    const { deviation } = this.climbed!;
    return {
      stepNorm,
      ...tf.tidy(() => ({
        sigma: tf.mean(deviation) as tf.Scalar,
        entropy: tf.mean(tf.sum(tf.add(tf.log(deviation), ENTROPY_OF_UNIT_NORMAL), -1)) as tf.Scalar,
      })),
    };
  }

  async inspect(): Promise<QLearnerArrays> {
    const { actions } = this.climbed!;
    const { observations } = this.minibatch!;
    const slopes = tf.tidy(() =>
      tf.grad((a) => tf.sum(this.judge(this.critic.tensor, observations, a as tf.Tensor2D)))(actions),
    );
    const copy = async (tensor: tf.Tensor) => Float32Array.from(await read(tensor));
    const arrays = {
      targets: await copy(this.targets!),
      values: await copy(this.fitted!.values),
      criticGradient: await copy(this.fitted!.gradient),
      actions: await copy(actions),
      slopes: await copy(slopes),
      actorGradient: await copy(this.climbed!.gradient),
    };
    slopes.dispose();
    return arrays;
  }

  async save(): Promise<CheckpointPart> {
    return {
      theta: await this.actor.read(),
      phi: await this.critic.read(),
      targetTheta: await this.targetActor.read(),
      targetPhi: await this.targetCritic.read(),
      ...under('actor', await this.actorAdam.save()),
      ...under('critic', await this.criticAdam.save()),
    };
  }

  load(part: CheckpointPart): void {
    this.actor.load({ values: part.theta! });
    this.critic.load({ values: part.phi! });
    this.targetActor.load({ values: part.targetTheta! });
    this.targetCritic.load({ values: part.targetPhi! });
    this.actorAdam.load(within('actor', part));
    this.criticAdam.load(within('critic', part));
  }

  dispose(): void {
    if (this.minibatch) tf.dispose(Object.values(this.minibatch));
    this.forget(this.fitted);
    this.forget(this.climbed);
    this.targets?.dispose();
    this.thetaOld.dispose();
    for (const owner of [this.actor, this.critic, this.targetActor, this.targetCritic, this.actorAdam, this.criticAdam])
      owner.dispose();
  }

  /** Q_φ(s, a), [batch]; differentiable in φ and in a. */
  private judge(phi: tf.Tensor1D, observations: tf.Tensor2D, actions: tf.Tensor2D): tf.Tensor1D {
    return this.value(phi, tf.concat([observations, actions], 1) as tf.Tensor2D);
  }

  private value(phi: tf.Tensor1D, pairs: tf.Tensor2D): tf.Tensor1D {
    return tf.reshape(mlp(phi, pairs, this.q.shape, { inputGradient: true }), [-1]);
  }

  private forget(found: object | null): void {
    if (found) tf.dispose(Object.values(found));
  }
}

type TensorTransitions = {
  readonly observations: tf.Tensor2D;
  readonly pairs: tf.Tensor2D;
  readonly rewards: tf.Tensor1D;
  readonly nextObservations: tf.Tensor2D;
  readonly terminated: tf.Tensor1D;
};

/** μ [batch, action size] and σ of the same shape; differentiable in θ. */
function meanAndDeviation(policy: PathwisePolicy, theta: tf.Tensor1D, observations: tf.Tensor2D) {
  const { shape, actionSize, freeParameters, settings, centre, reach } = policy;
  const networkSize = parameterCount(shape);
  const outputs = mlp(freeParameters ? tf.slice(theta, 0, networkSize) : theta, observations, shape);
  const raw = settings.sigma === 'state' ? tf.slice(outputs, [0, 0], [-1, actionSize]) : outputs;
  const mean = (settings.squash ? tf.add(tf.mul(tf.tanh(raw), reach), centre) : raw) as tf.Tensor2D;
  if (settings.sigma === 'none') return { mean, deviation: null };
  const logStd =
    settings.sigma === 'state'
      ? tf.slice(outputs, [0, actionSize], [-1, actionSize])
      : tf.add(tf.zerosLike(raw), tf.slice(theta, networkSize, freeParameters));
  return { mean, deviation: tf.add(tf.exp(logStd), settings.sigmaMin) as tf.Tensor2D };
}

/** a = μ + σ noise [batch, action size], and σ (0 where there is none). */
function drawActions(
  policy: PathwisePolicy,
  theta: tf.Tensor1D,
  observations: tf.Tensor2D,
  noise: Float32Array | null,
): { actions: tf.Tensor2D; deviation: tf.Tensor } {
  const { mean, deviation } = meanAndDeviation(policy, theta, observations);
  if (!noise || !deviation) return { actions: mean, deviation: deviation ?? tf.scalar(0) };
  const z = tf.tensor2d(noise.slice(), mean.shape);
  return { actions: tf.add(mean, tf.mul(deviation, z)), deviation };
}

function actWith(
  policy: PathwisePolicy,
  theta: tf.Tensor1D,
  observations: Float32Array,
  count: number,
): ActingOutputs | Promise<ActingOutputs> {
  const inputs = policy.shape.sizes[0]!;
  const result = tf.tidy(() => {
    const x = tf.tensor2d(observations.slice(0, count * inputs), [count, inputs]);
    const { mean, deviation } = meanAndDeviation(policy, theta, x);
    return deviation ? tf.concat([mean, deviation], 1) : mean;
  });
  const outputs = (head: Float32Array): ActingOutputs => {
    result.dispose();
    return { head, logStd: null };
  };
  const values = read(result);
  return values instanceof Promise ? values.then(outputs) : outputs(values);
}
