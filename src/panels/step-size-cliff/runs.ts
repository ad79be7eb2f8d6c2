import type { ConfigValue, RunSpec } from '../../engine/run-spec.ts';
import { ownRun } from '../../state/own-runs.ts';
import type { StateOf } from '../panel.ts';
import { CONTENDERS, type Contender } from './contenders.ts';
import type { stepSizeCliff } from './spec.ts';

export type State = StateOf<typeof stepSizeCliff>;

/** Half decades over four decades, from 10⁻⁴ to 1. */
export const STEP_SIZES: readonly number[] = Array.from({ length: 9 }, (_, i) =>
  Number((10 ** (i / 2 - 4)).toPrecision(3)),
);

/**
 * What bench/stepsizes.ts sets: the same network and batch for all, 1,024 steps or 16 whole episodes, and nothing that
 * lowers or stops a step by itself. Each algorithm takes what it knows of it.
 */
const ALIKE: Readonly<Record<string, ConfigValue>> = {
  nEnvs: 16,
  nSteps: 64,
  nEpisodes: 16,
  hidden: '64-64',
  annealing: false,
  targetKl: 0,
};

export const chosen = (state: State): readonly Contender[] => CONTENDERS.filter(({ field }) => state[field]);

/** One run; evaluated once, at its end, unless somebody is to watch it. */
export const runOf = (
  { algo, key }: Contender,
  { env, steps }: Pick<State, 'env' | 'steps'>,
  stepSize: number,
  seed: number,
  { evaluations = 1 } = {},
): RunSpec =>
  ownRun(
    { algo, env, seed },
    { ...ALIKE, [key]: stepSize, totalSteps: steps, evalInterval: Math.round(steps / evaluations) },
  );

/** The grid's places, coarse to fine. */
const COARSE_FIRST = [4, 0, 8, 2, 6, 1, 3, 5, 7];

/** Every run of this state: seed by seed and coarse to fine, so that the whole shape is there early and grows surer. */
export function runsOf(state: State): readonly RunSpec[] {
  const seeds = Array.from({ length: state.seeds }, (_, i) => i + 1);
  return seeds.flatMap((seed) =>
    COARSE_FIRST.flatMap((place) => chosen(state).map((one) => runOf(one, state, STEP_SIZES[place]!, seed))),
  );
}

/** The trained step size nearest to `value`, by factor. */
export const nearestStep = (value: number): number => {
  const distance = (step: number) => Math.abs(Math.log(step / value));
  return STEP_SIZES.reduce((best, step) => (distance(step) < distance(best) ? step : best));
};
