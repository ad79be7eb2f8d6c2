import type { ConfigValue, RunSpec } from '../../engine/run-spec.ts';
import { ownRun } from '../../state/own-runs.ts';
import type { StateOf } from '../panel.ts';
import type { rlVsSl } from './spec.ts';

export type State = StateOf<typeof rlVsSl>;

/**
 * Both policies alike: θᵀs of normalised observations into a softmax, and the lecture's plain step θ + αĝ, one an iteration,
 * from 8 episodes. No hidden layer whose units could saturate: what separates the two runs is the objective alone.
 */
const ALIKE: Readonly<Record<string, ConfigValue>> = {
  hidden: 'none',
  normalizeObs: true,
  optimizer: 'sgd',
  nEpisodes: 8,
  // far away: the panel ends the runs, and looks at training episodes only
  totalSteps: 100_000_000,
  evalInterval: 100_000_000,
};

/** U^SL: all samples of 8 of the expert's episodes in one batch, at most 8 × 500 of them. Its data are given once. */
const SUPERVISED = { expertEpisodes: 8, batchSize: 4000, nEpochs: 1 };

/** U^PG: Â is normalised, so that both gradients are of a size. Its data are its own. */
const POLICY_GRADIENT = { normalizeAdvantage: true, baseline: 'state' };

/** The two runs, in the order in which the panel speaks of them: U^SL, then U^PG. */
export function runsOf({ env, seed, stepSize }: State): readonly [RunSpec, RunSpec] {
  const run = (algo: string, own: Readonly<Record<string, ConfigValue>>) =>
    ownRun({ algo, env, seed }, { ...ALIKE, ...own, stepSize });
  return [run('behavior-cloning', SUPERVISED), run('reinforce', POLICY_GRADIENT)];
}

/** The step size that update `update` (from 1) takes, by plan. */
export const plannedStep = ({ stepSize, raised, from, length }: State, update: number): number =>
  update > from && update <= from + length ? raised : stepSize;
