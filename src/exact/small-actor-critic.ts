import {
  backward,
  forward,
  initialTheta,
  innerProduct,
  layerRanges,
  parameterCount,
  type Widths,
} from './small-networks.ts';

/**
 * An actor and a critic on a task that fits on one page, in the lecture's two designs (slide "Actor-critic"): a network
 * each, or one network whose trunk both share. Nothing is sampled: all states count the same, and both losses take the
 * expectation over actions, so every gradient is exact.
 *
 * A state is a point of a grid over [−1, 1]². How good it is changes along s₁, which of the two actions is better changes
 * along s₂: a critic needs to know the one, an actor the other.
 */
const GRID = [-1, -0.5, 0, 0.5, 1];
export const STATES: readonly (readonly [number, number])[] = GRID.flatMap((x) => GRID.map((y) => [x, y] as const));

/** Q(s, a) for both actions: what is to be had in s, and what the action adds to it. */
export const actionValues = ([x, y]: readonly [number, number]): readonly [number, number] => {
  const base = Math.sin(Math.PI * x);
  const lead = 0.5 * Math.sin(2 * y) + 0.25 * x;
  return [base + lead, base - lead];
};

/** Units of both hidden layers. */
export const HIDDEN = [6, 6] as const;
/** Two logits, or V, or all three from one network. */
export const POLICY: Widths = [2, ...HIDDEN, 2];
export const VALUE: Widths = [2, ...HIDDEN, 1];
export const SHARED: Widths = [2, ...HIDDEN, 3];
/** Layers that both losses reach in the shared design: all but the last. */
export const TRUNK_LAYERS = HIDDEN.length;

export type Design = 'two' | 'shared';

/** The parameters of both: one flat vector a network. In the shared design both are the same vector. */
export interface Parameters {
  readonly policy: Float64Array;
  readonly value: Float64Array;
}

/** One weight vector for both heads: two logits, then V. */
const isShared = ({ policy, value }: Parameters): boolean => policy === value;

export function initialParameters(design: Design, normal: () => number): Parameters {
  if (design === 'two') return { policy: initialTheta(POLICY, normal), value: initialTheta(VALUE, normal) };
  const theta = initialTheta(SHARED, normal);
  return { policy: theta, value: theta };
}

export interface Losses {
  /** L_π = −U(θ) = −mean over states of Σ_a π(a|s) Q(s, a). */
  readonly policy: number;
  /** L_V = ½ mean (V(s) − V^π(s))². */
  readonly value: number;
}

/** What either loss asks of the parameters of its network; in the shared design both vectors are of the same length. */
export interface Gradients {
  readonly losses: Losses;
  /** ∇L_π: minus the policy gradient. */
  readonly policy: Float64Array;
  /** ∇L_V, with V^π held fixed, as a critic's targets are. Not yet weighted by vfCoef. */
  readonly value: Float64Array;
}

/** Both losses and their gradients, exactly. */
export function gradients(parameters: Parameters): Gradients {
  const shared = isShared(parameters);
  const [policyWidths, valueWidths] = shared ? [SHARED, SHARED] : [POLICY, VALUE];
  const policy = new Float64Array(parameterCount(policyWidths));
  const value = new Float64Array(parameterCount(valueWidths));
  const losses = { policy: 0, value: 0 };
  const weight = 1 / STATES.length;
  for (const state of STATES) {
    const actor = forward(policyWidths, parameters.policy, state);
    const critic = shared ? actor : forward(valueWidths, parameters.value, state);
    const [q0, q1] = actionValues(state);
    const [logit0, logit1] = actor.at(-1)! as unknown as [number, number];
    const p0 = 1 / (1 + Math.exp(logit1 - logit0));
    const p1 = 1 / (1 + Math.exp(logit0 - logit1));
    const valueOfPolicy = p0 * q0 + p1 * q1;
    const error = critic.at(-1)!.at(-1)! - valueOfPolicy;
    losses.policy -= weight * valueOfPolicy;
    losses.value += (weight * error * error) / 2;
    // −∂/∂logit of Σ_a π(a|s) Q(s, a): π(a|s) A(s, a), with a minus sign
    const dLogits = [-weight * p0 * (q0 - valueOfPolicy), -weight * p1 * (q1 - valueOfPolicy)];
    backward(policyWidths, parameters.policy, actor, shared ? [...dLogits, 0] : dLogits, policy);
    backward(valueWidths, parameters.value, critic, shared ? [0, 0, weight * error] : [weight * error], value);
  }
  return { losses, policy, value };
}

/** A step of gradient descent on L_π + vfCoef · L_V. */
export function descend(parameters: Parameters, rate: number, vfCoef: number): Parameters {
  const { policy, value } = gradients(parameters);
  const step = (theta: Float64Array, along: (i: number) => number) => theta.map((t, i) => t - rate * along(i));
  if (isShared(parameters)) {
    const theta = step(parameters.policy, (i) => policy[i]! + vfCoef * value[i]!);
    return { policy: theta, value: theta };
  }
  return {
    policy: step(parameters.policy, (i) => policy[i]!),
    value: step(parameters.value, (i) => vfCoef * value[i]!),
  };
}

/** The length of a gradient in each layer's weights and biases, first layer first. */
export function layerNorms(design: Design, of: 'policy' | 'value', gradient: Float64Array): readonly number[] {
  const widths = design === 'shared' ? SHARED : of === 'policy' ? POLICY : VALUE;
  return layerRanges(widths).map(([from, to]) => Math.sqrt(innerProduct(gradient, gradient, from, to)));
}

/** How both losses pull on the trunk that they share. */
export interface TrunkPull {
  /** ‖∇L_π‖ and ‖∇L_V‖ in the trunk's parameters. */
  readonly policyNorm: number;
  readonly valueNorm: number;
  /** Of the angle between the two: 1 if they agree, −1 if each undoes the other. */
  readonly cosine: number;
}

export function trunkPull({ policy, value }: Gradients): TrunkPull {
  const end = layerRanges(SHARED)[TRUNK_LAYERS - 1]![1];
  const policyNorm = Math.sqrt(innerProduct(policy, policy, 0, end));
  const valueNorm = Math.sqrt(innerProduct(value, value, 0, end));
  const size = policyNorm * valueNorm;
  const cosine = size > 0 ? Math.max(-1, Math.min(1, innerProduct(policy, value, 0, end) / size)) : 0;
  return { policyNorm, valueNorm, cosine };
}

/** What the trunk does then: the sum ∇L_π + vfCoef · ∇L_V, its length and its angle to ∇L_π, in radians. */
export function combinedPull({ policyNorm, valueNorm, cosine }: TrunkPull, vfCoef: number) {
  const along = policyNorm + vfCoef * valueNorm * cosine;
  const across = vfCoef * valueNorm * Math.sqrt(1 - cosine * cosine);
  return { along, across, length: Math.hypot(along, across), angle: Math.atan2(across, along) };
}
