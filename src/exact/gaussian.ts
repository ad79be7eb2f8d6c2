/**
 * The Gaussian policy of one action, N(μ, σ²), in closed form, in float64; KL in nats. Its second parameter can be written as
 * σ, log σ or σ²: the same policies in other coordinates, in which lengths, gradients and the Fisher matrix differ and KL does
 * not. F is diagonal in all of them.
 *
 * Source: slides "Gradient Descent in Parameter Space" and "… in Distribution Space".
 */
export interface Gaussian {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly sigma: number;
}

/** A point, a step, a gradient or a diagonal: what belongs to μ, then what belongs to the spread, σ, log σ or σ². */
export type Pair = readonly [mean: number, spread: number];

/** How the second parameter is written. */
export type Parametrisation = 'sigma' | 'logSigma' | 'variance';

export const PARAMETRISATIONS: readonly Parametrisation[] = ['sigma', 'logSigma', 'variance'];

const SPREADS: Readonly<
  Record<
    Parametrisation,
    {
      readonly ofSigma: (sigma: number) => number;
      readonly toSigma: (spread: number) => number;
      /** dσ / d spread, at σ. */
      readonly slope: (sigma: number) => number;
    }
  >
> = {
  sigma: { ofSigma: (sigma) => sigma, toSigma: (spread) => spread, slope: () => 1 },
  logSigma: { ofSigma: Math.log, toSigma: Math.exp, slope: (sigma) => sigma },
  variance: { ofSigma: (sigma) => sigma * sigma, toSigma: Math.sqrt, slope: (sigma) => 1 / (2 * sigma) },
};

const LOG_SQRT_TAU = 0.5 * Math.log(2 * Math.PI);

export const logDensity = ({ mean, sigma }: Gaussian, x: number): number =>
  -0.5 * ((x - mean) / sigma) ** 2 - Math.log(sigma) - LOG_SQRT_TAU;

export const density = (policy: Gaussian, x: number): number => Math.exp(logDensity(policy, x));

/** In nats: log σ + ½ log 2πe. */
export const entropy = ({ sigma }: Gaussian): number => Math.log(sigma) + LOG_SQRT_TAU + 0.5;

/** The policy as a point of the parameter space. */
export const coordinatesOf = ({ mean, sigma }: Gaussian, by: Parametrisation = 'sigma'): Pair => [
  mean,
  SPREADS[by].ofSigma(sigma),
];

/** The policy at a point of the parameter space; null where there is none, as σ or σ² is not above 0. */
export function policyAt([mean, spread]: Pair, by: Parametrisation = 'sigma'): Gaussian | null {
  if (by !== 'logSigma' && !(spread > 0)) return null;
  return { mean, sigma: SPREADS[by].toSigma(spread) };
}

/** θ + d; null where the step leaves the parameter space. */
export function afterStep(policy: Gaussian, [mean, spread]: Pair, by: Parametrisation = 'sigma'): Gaussian | null {
  const from = coordinatesOf(policy, by);
  return policyAt([from[0] + mean, from[1] + spread], by);
}

/** A gradient in (μ, σ), written in another parametrisation: the chain rule, ∂/∂u = dσ/du ∂/∂σ. */
export const gradientBy = ([mean, sigma]: Pair, policy: Gaussian, by: Parametrisation): Pair => [
  mean,
  sigma * SPREADS[by].slope(policy.sigma),
];

/** ∇_θ log π_θ(x). */
export function score(policy: Gaussian, x: number, by: Parametrisation = 'sigma'): Pair {
  const { mean, sigma } = policy;
  const z = (x - mean) / sigma;
  return gradientBy([z / sigma, (z * z - 1) / sigma], policy, by);
}

/** The diagonal of F = E[score scoreᵀ]: 1/σ² for μ; 2/σ² for σ, 2 for log σ, 1/(2σ⁴) for σ². */
export function fisherInformation({ sigma }: Gaussian, by: Parametrisation = 'sigma'): Pair {
  const slope = SPREADS[by].slope(sigma);
  return [1 / (sigma * sigma), (2 * slope * slope) / (sigma * sigma)];
}

/** KL(from ‖ to) = log(σ_to / σ_from) + (σ_from² + (μ_from − μ_to)²) / (2 σ_to²) − ½, accurate for small steps too. */
export function klDivergence(from: Gaussian, to: Gaussian): number {
  const shift = (from.mean - to.mean) / to.sigma;
  // (σ_from / σ_to)² − 1, without subtracting squares
  const excess = ((from.sigma - to.sigma) / to.sigma) * ((from.sigma + to.sigma) / to.sigma);
  return 0.5 * (shift * shift + Math.max(0, excess - Math.log1p(excess)));
}

/** The gradient of KL(from ‖ to) in the parameters of `to`. */
export function klGradient(from: Gaussian, to: Gaussian, by: Parametrisation = 'sigma'): Pair {
  const shift = (to.mean - from.mean) / to.sigma;
  const ratio = from.sigma / to.sigma;
  return gradientBy([shift / to.sigma, (1 - ratio * ratio - shift * shift) / to.sigma], to, by);
}
