import { type Gaussian, klDivergence } from '../../exact/gaussian.ts';
import {
  effectiveSampleSize,
  isTooWide,
  type LogRatio,
  logProduct,
  logRatio,
  normalisedWeights,
  ordinaryEstimate,
  secondMoment,
  weightedEstimate,
} from '../../exact/importance.ts';
import type { StateOf } from '../panel.ts';
import { type importanceWeights, LONGEST } from './spec.ts';
import { at, BATCH, BATCHES, type Trajectories, trajectoriesOf } from './trajectories.ts';

export type ImportanceState = StateOf<typeof importanceWeights>;

/** Everything that the panel says about a state. A trajectory's return is its mean action: under π_new that is μ_new. */
export interface Quantities {
  readonly state: ImportanceState;
  readonly before: Gaussian;
  readonly after: Gaussian;
  readonly ratio: LogRatio;
  readonly trajectories: Trajectories;
  /** KL(π_old ‖ π_new) of one action, in nats. */
  readonly kl: number;
  /** Whether E r² is infinite. */
  readonly tooWide: boolean;
  readonly square: number;
  /** (E r²)^−T: which part of very many trajectories counts. */
  readonly fraction: number;
  /** The first batch: log w of each trajectory, its share of the weight, how many of the target they are worth. */
  readonly logWeights: Float64Array;
  readonly shares: Float64Array;
  readonly heaviest: number;
  readonly size: number;
  /** That size after t steps, t = 0 …, exactly as measured on the batch. */
  readonly sizes: Float64Array;
  /** Estimates of the return under π_new, one from each batch, and their root mean square error. */
  readonly ordinary: Float64Array;
  readonly weighted: Float64Array;
  readonly ordinaryError: number;
  readonly weightedError: number;
}

export function quantitiesOf(state: ImportanceState): Quantities {
  const before = { mean: state.muOld, sigma: state.sigmaOld };
  const after = { mean: state.muNew, sigma: state.sigmaNew };
  const ratio = logRatio(before, after);
  const trajectories = trajectoriesOf(state.seed);
  const { horizon } = state;
  const square = secondMoment(before, after);
  const weightsOf = (batch: number, steps: number, into = new Float64Array(BATCH)) => {
    for (let i = 0; i < BATCH; i++) into[i] = logWeight(ratio, trajectories, batch * BATCH + i, steps);
    return into;
  };
  const returns = new Float64Array(BATCH);
  const estimates = Array.from({ length: BATCHES }, (_, batch) => {
    const weights = weightsOf(batch, horizon);
    for (let i = 0; i < BATCH; i++)
      returns[i] = before.mean + (before.sigma * trajectories.sums[at(batch * BATCH + i, horizon)]!) / horizon;
    return [ordinaryEstimate(weights, returns), weightedEstimate(weights, returns)] as const;
  });
  const ordinary = Float64Array.from(estimates, ([estimate]) => estimate);
  const weighted = Float64Array.from(estimates, ([, estimate]) => estimate);
  const logWeights = weightsOf(0, horizon);
  const shares = normalisedWeights(logWeights);
  const scratch = new Float64Array(BATCH);
  const sizes = new Float64Array(LONGEST + 1);
  for (let t = 0; t <= LONGEST; t++) sizes[t] = effectiveSampleSize(weightsOf(0, t, scratch));
  return {
    state,
    before,
    after,
    ratio,
    trajectories,
    kl: klDivergence(before, after),
    tooWide: isTooWide(before, after),
    square,
    fraction: square ** -horizon,
    logWeights,
    shares,
    heaviest: shares.reduce((most, share, i) => (share > shares[most]! ? i : most), 0),
    size: sizes[horizon]!,
    sizes,
    ordinary,
    weighted,
    ordinaryError: rootMeanSquare(ordinary, after.mean),
    weightedError: rootMeanSquare(weighted, after.mean),
  };
}

/** log w of a trajectory after so many steps. */
export const logWeight = (
  ratio: LogRatio,
  { sums, squares }: Trajectories,
  trajectory: number,
  steps: number,
): number => logProduct(ratio, steps, sums[at(trajectory, steps)]!, squares[at(trajectory, steps)]!);

const rootMeanSquare = (estimates: Float64Array, truth: number): number =>
  Math.sqrt(estimates.reduce((sum, estimate) => sum + (estimate - truth) ** 2, 0) / estimates.length);
