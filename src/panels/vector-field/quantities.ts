import { conditionNumber, type Run, run, stepsTo } from '../../exact/race.ts';
import type { Pair } from '../../exact/two-state.ts';
import type { Problem, ProblemId } from './problems.ts';
import { LAST_STEP } from './spec.ts';

/** What the reader sets. */
export interface FieldState {
  readonly problem: ProblemId;
  readonly thetaI: number;
  readonly thetaJ: number;
  readonly k: number;
  readonly logSigma: number;
  readonly stepSize: number;
  readonly unit: number;
  readonly steps: number;
}

/** The part of what there is to gain that counts as having arrived. */
export const PART = 0.9;

/** One of the two, from the start to the last step, or to where J was no longer finite. */
export interface Racer extends Run {
  /** The first step at which it had gained its part; null if it never did. */
  readonly arrival: number | null;
}

export interface Race {
  readonly start: Pair;
  readonly stepSize: number;
  /** J at the start. */
  readonly objective: number;
  /** J at which 90 % of what there is to gain is gained. */
  readonly target: number;
  /** Of F at the start. */
  readonly condition: number;
  readonly vanilla: Racer;
  readonly natural: Racer;
}

export const startOf = ({ problem, thetaI, thetaJ, k, logSigma }: FieldState): Pair =>
  problem === 'lqr' ? [k, logSigma] : [thetaI, thetaJ];

export function raceOf(problem: Problem, start: Pair, stepSize: number): Race {
  const objective = problem.objective(start);
  const target = objective + PART * (problem.best - objective);
  const racer = (rule: 'vanilla' | 'natural'): Racer => {
    const ran = run(problem, rule, start, stepSize, LAST_STEP);
    return { ...ran, arrival: stepsTo(ran, target) };
  };
  return {
    start,
    stepSize,
    objective,
    target,
    condition: conditionNumber(problem.fisher(start)),
    vanilla: racer('vanilla'),
    natural: racer('natural'),
  };
}
