import { normal } from '../../engine/rng.ts';
import { type Estimate, expectation, likelihoodRatio, reparameterized } from '../../exact/estimators.ts';
import { derivative, type Piecewise, raised, valueAt } from '../../exact/piecewise.ts';
import { rewardOf } from '../../exact/rewards.ts';
import type { StateOf } from '../panel.ts';
import { drawnValues } from '../reward-field.ts';
import type { reparameterization } from './spec.ts';

export type ReparameterizationState = StateOf<typeof reparameterization>;

/** So often both estimates are made. */
export const REPEATS = 1000;

/** The most samples in one of them. */
const MOST = 30;

/** Everything that the panel says about a state, but for the curves over σ. */
export interface Quantities {
  readonly state: ReparameterizationState;
  readonly f: Piecewise;
  /** f′, where f is smooth. */
  readonly slope: Piecewise;
  /** What the likelihood ratio takes off f: E f, or nothing. */
  readonly baseline: number;
  /** ∂/∂μ E f, exactly. */
  readonly gradient: number;
  /** Of one sample, exactly: mean and variance of (f − b) z/σ and of f′. */
  readonly ratio: Estimate;
  readonly path: Estimate;
  /** The 1,000 estimates of each kind, both from the same noise. */
  readonly ratios: Float64Array;
  readonly paths: Float64Array;
  /** The noise of the first of them. */
  readonly zs: Float64Array;
}

/** What both say of a single sample with this noise. */
export function sampleAt({ state, f, slope, baseline }: Quantities, z: number) {
  const action = state.mean + z * state.sigma;
  const value = valueAt(f, action);
  return { action, value, slope: valueAt(slope, action), push: ((value - baseline) * z) / state.sigma };
}

export function quantitiesOf(state: ReparameterizationState): Quantities {
  const { mean, sigma, batch, seed } = state;
  const f = rewardOf(state.f, drawnValues(state.drawn));
  const slope = derivative(f);
  const both = estimatesOf(state, { mean, sigma });
  const noise = noiseOf(seed);
  const ratios = new Float64Array(REPEATS);
  const paths = new Float64Array(REPEATS);
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    let ratio = 0;
    let path = 0;
    for (let i = 0; i < batch; i++) {
      const z = noise[repeat * MOST + i]!;
      const action = mean + z * sigma;
      ratio += (valueAt(f, action) - both.baseline) * z;
      path += valueAt(slope, action);
    }
    ratios[repeat] = ratio / (batch * sigma);
    paths[repeat] = path / batch;
  }
  return { state, f, slope, ...both, gradient: both.ratio.mean, ratios, paths, zs: noise.subarray(0, batch) };
}

/** Mean and variance of both kinds of estimate from one sample, at another σ if need be. */
export function estimatesOf(
  state: Pick<ReparameterizationState, 'f' | 'drawn' | 'baseline'>,
  policy: { mean: number; sigma: number },
) {
  const f = rewardOf(state.f, drawnValues(state.drawn));
  const baseline = state.baseline ? expectation(f, policy) : 0;
  return { baseline, ratio: likelihoodRatio(raised(f, -baseline), policy), path: reparameterized(f, policy) };
}

let noiseKept: { readonly seed: number; readonly noise: Float64Array } | null = null;

function noiseOf(seed: number): Float64Array {
  if (noiseKept?.seed !== seed)
    noiseKept = {
      seed,
      noise: Float64Array.from({ length: REPEATS * MOST }, (_, i) =>
        normal(seed, 'action', Math.floor(i / MOST), i % MOST),
      ),
    };
  return noiseKept.noise;
}
