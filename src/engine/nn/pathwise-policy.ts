import type { Environment } from '../envs/environment.ts';
import { cos, log } from '../math.ts';
import type { ActingDistribution } from './distribution.ts';
import type { ActingPolicy } from './learner.ts';
import { type Activation, type MlpShape, parameterCount, parseHidden } from './mlp.ts';
import { orthogonalTheta } from './orthogonal.ts';

export interface PathwiseSettings {
  readonly hidden: string;
  readonly activation: Activation;
  /** Whether tanh keeps μ inside the action box, or it stays as the network puts it out. */
  readonly squash: boolean;
  /** none: a = μ_θ(s); global: log σ is θ's tail, one number a component; state: log σ(s) comes out beside μ(s). */
  readonly sigma: 'none' | 'global' | 'state';
  /** log σ at the start. */
  readonly initialLogStd: number;
  /** Added to σ. */
  readonly sigmaMin: number;
}

/** H of N(0, 1), in nats. */
export const ENTROPY_OF_UNIT_NORMAL = 0.5 * (1 + log(2 * Math.PI));

/**
 * A policy whose action is a differentiable function of θ: a = μ_θ(s), or with z ~ N(0, I) drawn beforehand
 * a = μ_θ(s) + σ z, σ = σ_min + e^(log σ) (slides "Chain rule of derivatives", "Re-parametrization for Gaussian").
 *
 * A row of the network's outputs is μ before squashing, then log σ where it depends on the state. Stateless: θ is always
 * an argument.
 */
export class PathwisePolicy implements ActingPolicy {
  readonly distribution: ActingDistribution;
  readonly shape: MlpShape;
  readonly size: number;
  /** Parameters at θ's end that no network computes: a global log σ. */
  readonly freeParameters: number;
  /** Components of an action. */
  readonly actionSize: number;
  /** Middle and half the width of the action box: μ = centre + reach · tanh(output) where it is squashed. */
  readonly centre: number;
  readonly reach: number;

  /** @throws RangeError for an environment without continuous actions */
  constructor(
    { id, action, observation }: Pick<Environment, 'id' | 'action' | 'observation'>,
    readonly settings: PathwiseSettings,
  ) {
    if (action.kind !== 'box') throw new RangeError(`${id} has no actions to differentiate by.`);
    const { size, low, high } = action;
    this.actionSize = size;
    this.centre = (high + low) / 2;
    this.reach = (high - low) / 2;
    const outputs = settings.sigma === 'state' ? 2 * size : size;
    this.shape = {
      sizes: [observation.size, ...parseHidden(settings.hidden), outputs],
      activation: settings.activation,
    };
    this.freeParameters = settings.sigma === 'global' ? size : 0;
    this.size = parameterCount(this.shape) + this.freeParameters;
    this.distribution = settings.sigma === 'none' ? deterministic(size) : reparameterized(size);
  }

  /** θ at the start of a run: μ in the middle of the box nearly everywhere, σ as the settings have it. */
  initialTheta(seed: number): Float32Array {
    const { initialLogStd, sigma } = this.settings;
    const theta = new Float32Array(this.size).fill(initialLogStd);
    theta.set(orthogonalTheta(this.shape, 0.01, seed, 'policy'));
    // The last biases are the outputs': of μ, then of log σ.
    if (sigma === 'state') theta.fill(initialLogStd, this.size - this.actionSize);
    return theta;
  }
}

/** Q_φ(s, a): an MLP over (s, a) with one output. */
export class QFunction {
  readonly shape: MlpShape;
  readonly size: number;

  constructor(
    readonly observationSize: number,
    readonly actionSize: number,
    settings: Pick<PathwiseSettings, 'hidden' | 'activation'>,
  ) {
    const widths = parseHidden(settings.hidden);
    this.shape = { sizes: [observationSize + actionSize, ...widths, 1], activation: settings.activation };
    this.size = parameterCount(this.shape);
  }

  initialPhi(seed: number): Float32Array {
    return orthogonalTheta(this.shape, 1, seed, 'q');
  }
}

/** All of π is μ(s): the head holds it, and its deviation is 0. */
function deterministic(size: number): ActingDistribution {
  const mode: ActingDistribution['mode'] = ({ head }, row, actions) => {
    for (let i = row * size; i < (row + 1) * size; i++) actions[i] = head[i]!;
  };
  return {
    ...valueCodes(size),
    mode,
    sample: (outputs, row, _draw, actions) => mode(outputs, row, actions),
    describe({ head }, row, description) {
      for (let i = row * size; i < (row + 1) * size; i++) {
        description[2 * i] = head[i]!;
        description[2 * i + 1] = 0;
      }
    },
  };
}

/** N(μ(s), diag σ²): a row of the head holds μ, then σ. */
function reparameterized(size: number): ActingDistribution {
  return {
    ...valueCodes(size),
    mode({ head }, row, actions) {
      for (let c = 0; c < size; c++) actions[row * size + c] = head[2 * row * size + c]!;
    },
    sample({ head }, row, draw, actions) {
      for (let c = 0; c < size; c++) {
        const at = 2 * row * size + c;
        const radius = Math.sqrt(-2 * log(1 - draw()));
        actions[row * size + c] = head[at]! + head[at + size]! * radius * cos(2 * Math.PI * draw());
      }
    },
    describe({ head }, row, description) {
      for (let c = 0; c < size; c++) {
        const at = 2 * row * size + c;
        description[2 * (row * size + c)] = head[at]!;
        description[2 * (row * size + c) + 1] = head[at + size]!;
      }
    },
  };
}

/** An action's code is its value, and each component is described by mean and deviation. */
const valueCodes = (size: number) => ({
  actionSize: size,
  codeSize: size,
  descriptionSize: 2 * size,
  encode(actions: ArrayLike<number>, row: number, codes: Float32Array, codeRow: number) {
    for (let c = 0; c < size; c++) codes[codeRow * size + c] = actions[row * size + c]!;
  },
});
