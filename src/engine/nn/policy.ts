import type { Environment } from '../envs/environment.ts';
import { read, tf } from '../tf.ts';
import { categorical } from './categorical.ts';
import type { ActingOutputs, Distribution, Outputs } from './distribution.ts';
import { gaussian } from './gaussian.ts';
import { type Activation, type MlpShape, mlp, parameterCount, parseHidden } from './mlp.ts';
import { orthogonalTheta } from './orthogonal.ts';
import { sigmoid } from './sigmoid.ts';

export interface PolicySettings {
  readonly hidden: string;
  readonly activation: Activation;
  readonly initialLogStd: number;
}

/** π_θ: an MLP and the family of distributions that its outputs parametrise. Stateless: θ is always an argument. */
export class Policy {
  readonly distribution: Distribution;
  readonly shape: MlpShape;
  /** Length of θ: the network's parameters, then log σ where there is one. */
  readonly size: number;
  private readonly networkSize: number;

  /** @param extraOutputs Outputs after the head that say something else than π, such as V. */
  constructor(
    environment: Environment,
    private readonly settings: PolicySettings,
    private readonly extraOutputs = 0,
  ) {
    this.distribution = distributionFor(environment);
    const inputs = environment.observation.size;
    const widths = inputs ? parseHidden(settings.hidden) : [];
    const outputs = this.distribution.headSize + extraOutputs;
    this.shape = { sizes: [inputs, ...widths, outputs], activation: settings.activation };
    this.networkSize = parameterCount(this.shape);
    this.size = this.networkSize + this.distribution.freeParameters;
  }

  /** θ at the start of a run: a policy that is undecided in every state. */
  initialTheta(seed: number): Float32Array {
    const theta = new Float32Array(this.size).fill(this.settings.initialLogStd);
    theta.set(orthogonalTheta(this.shape, 0.01, seed, 'policy'));
    return theta;
  }

  /** π_θ(·|s) for observations [batch, inputs]; differentiable in θ. */
  outputs(theta: tf.Tensor1D, observations: tf.Tensor2D): Outputs {
    return this.readOutputs(theta, this.networkOutputs(theta, observations));
  }

  /** [batch, headSize + extra outputs] */
  protected networkOutputs(theta: tf.Tensor1D, observations: tf.Tensor2D): tf.Tensor2D {
    const { freeParameters } = this.distribution;
    return mlp(freeParameters ? tf.slice(theta, 0, this.networkSize) : theta, observations, this.shape);
  }

  /** What the network's outputs say of π. */
  protected readOutputs(theta: tf.Tensor1D, outputs: tf.Tensor2D): Outputs {
    const { freeParameters, headSize } = this.distribution;
    return {
      head: this.extraOutputs ? tf.slice(outputs, [0, 0], [-1, headSize]) : outputs,
      logStd: freeParameters ? tf.slice(theta, this.networkSize, freeParameters) : undefined,
    };
  }

  /** The same on the CPU, for acting in `count` environments. A promise only where a GPU must be waited for. */
  actingOutputs(theta: tf.Tensor1D, observations: Float32Array, count: number): ActingOutputs | Promise<ActingOutputs> {
    const inputs = this.shape.sizes[0]!;
    const { headSize, freeParameters } = this.distribution;
    const result = tf.tidy(() => {
      const x = tf.tensor2d(observations.subarray(0, count * inputs), [count, inputs]);
      const { head, logStd } = this.outputs(theta, x);
      return logStd ? tf.concat([tf.reshape(head, [count * headSize]), logStd]) : tf.reshape(head, [count * headSize]);
    });
    const split = (values: Float32Array): ActingOutputs => {
      result.dispose();
      return {
        head: values.subarray(0, count * headSize),
        logStd: freeParameters ? values.subarray(count * headSize) : null,
      };
    };
    const values = read(result);
    return values instanceof Promise ? values.then(split) : split(values);
  }
}

/** The family that fits an environment: Gaussian for boxes, σ(θ) for two actions without a state, else categorical. */
function distributionFor({ action, observation }: Environment): Distribution {
  if (action.kind === 'box') return gaussian(action.size);
  return action.n === 2 && observation.size === 0 ? sigmoid() : categorical(action.n);
}

/** V_φ or b(s): an MLP with one output. Stateless like the policy: φ is always an argument. */
export class ValueFunction {
  readonly shape: MlpShape;
  readonly size: number;

  constructor(environment: Environment, settings: Pick<PolicySettings, 'hidden' | 'activation'>) {
    const inputs = environment.observation.size;
    const widths = inputs ? parseHidden(settings.hidden) : [];
    this.shape = { sizes: [inputs, ...widths, 1], activation: settings.activation };
    this.size = parameterCount(this.shape);
  }

  initialPhi(seed: number): Float32Array {
    return orthogonalTheta(this.shape, 1, seed, 'value');
  }

  /** V_φ(s), [batch]; differentiable in φ. */
  values(phi: tf.Tensor1D, observations: tf.Tensor2D): tf.Tensor1D {
    return tf.reshape(mlp(phi, observations, this.shape), [-1]);
  }

  /** V_φ(s) on the CPU for `count` observations. */
  async read(phi: tf.Tensor1D, observations: Float32Array, count: number): Promise<Float32Array> {
    const values = tf.tidy(() => this.values(phi, tf.tensor2d(observations, [count, this.shape.sizes[0]!])));
    const result = Float32Array.from(await read(values));
    values.dispose();
    return result;
  }
}
