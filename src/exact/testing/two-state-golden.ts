import type { Pair, TwoStateProblem } from '../two-state.ts';
import { readGolden } from './golden.ts';

/** A problem of "exact_two_state.json", over a grid of θ: each table is [θ₁][θ₂]. */
export interface TwoStateReference {
  readonly name: string;
  readonly rewards_self: Pair;
  readonly gamma: number | null;
  readonly rho0: Pair | null;
  readonly theta1_grid: readonly number[];
  readonly theta2_grid: readonly number[];
  readonly J: readonly (readonly number[])[];
  readonly grad: readonly (readonly Pair[])[];
  readonly fisher_diag: readonly (readonly Pair[])[];
  readonly natural: readonly (readonly Pair[])[];
  readonly monte_carlo: readonly {
    readonly theta: Pair;
    readonly J: number;
    readonly mc_mean: number;
    readonly mc_se: number;
  }[];
  readonly ascent_paths: Record<'vanilla' | 'natural', AscentPath>;
  readonly reparametrisation: readonly {
    readonly logits: Pair;
    readonly scales: Pair;
    readonly theta: Pair;
    readonly grad_unscaled: Pair;
    readonly grad_scaled: Pair;
    readonly natural_unscaled: Pair;
    readonly natural_scaled: Pair;
    readonly policy_velocity_natural: Pair;
    readonly policy_velocity_vanilla_unscaled: Pair;
    readonly policy_velocity_vanilla_scaled: Pair;
  }[];
}

interface AscentPath {
  readonly step_size: number;
  readonly rows_step_theta1_theta2_J: readonly (readonly [number, number, number, number])[];
}

export const { problems: TWO_STATE_REFERENCES } = readGolden<{ readonly problems: readonly TwoStateReference[] }>(
  'exact_two_state',
);

/** The one whose rewards are discounted. */
export const DISCOUNTED_REFERENCE = TWO_STATE_REFERENCES.find(({ gamma }) => gamma !== null) as TwoStateReference & {
  readonly gamma: number;
  readonly rho0: Pair;
};

/** The problem that a reference is about. */
export function problemOf({ rewards_self: rewards, gamma, rho0 }: TwoStateReference): TwoStateProblem {
  return { rewards, discounting: gamma === null || rho0 === null ? null : { gamma, start: rho0 } };
}
