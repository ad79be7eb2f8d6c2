import { findEnvironment } from '../../envs/index.ts';
import { Reference } from '../../kernels/testing/reference.ts';
import { Policy } from '../../nn/policy.ts';
import type { Batch } from '../../rollout/trajectories.ts';
import { readGolden } from '../../testing/golden.ts';
import type { SymmetricMatrix } from '../cholesky.ts';

export interface GoldenCandidate {
  readonly j: number;
  readonly scale: number;
  readonly kl: number;
  readonly surrogate: number;
}

export interface GoldenLineSearch {
  readonly surrogate_old: number;
  readonly table: readonly GoldenCandidate[];
  /** Under KL ≤ δ, and under KL ≤ 1.5δ. */
  readonly accepted_spinningup: number;
  readonly accepted_baselines: number;
}

interface GoldenStep {
  readonly delta: number;
  readonly scale_undamped: number;
  readonly scale_damped: number;
  readonly kl_at_undamped_step: number;
  readonly kl_at_damped_step: number;
  /** By backtracking factor. */
  readonly linesearch?: Readonly<Record<string, GoldenLineSearch>>;
}

export interface GoldenPolicy {
  readonly kind: 'categorical' | 'gaussian';
  readonly sizes: readonly number[];
  readonly n_params: number;
  readonly theta: readonly number[];
  readonly obs: readonly number[][];
  readonly actions: readonly (number | number[])[];
  readonly advantages: readonly number[];
  readonly policy_gradient: readonly number[];
  readonly fisher_exact_diag: readonly number[];
  readonly fisher_exact_trace: number;
  readonly fisher_empirical_diag: readonly number[];
  readonly fisher_exact_upper: readonly number[] | null;
  readonly fisher_empirical_upper: readonly number[] | null;
  readonly fvp: readonly {
    readonly v: number[];
    readonly Fv_exact: number[];
    readonly Fv_empirical: number[];
    readonly damped_exact: Readonly<Record<string, number[]>>;
  }[];
  readonly cg: readonly {
    readonly damping: number;
    readonly iters_run: number;
    readonly residual_sq: number[];
    readonly x: number[];
    readonly x_direct_solve: number[];
    readonly rel_dev_from_80bit_cg: number;
    readonly xFx: number;
    readonly xAx: number;
    readonly gx: number;
    readonly natural: readonly GoldenStep[];
  }[];
  readonly linesearch_extra: readonly (GoldenLineSearch & {
    readonly name: string;
    readonly step: number[];
    readonly delta: number;
    readonly backtrack: number;
  })[];
}

export const GOLDEN_POLICIES = ['policy_cat2', 'policy_cat3', 'policy_gauss1', 'policy_gauss2'] as const;

/** A golden policy as the project's own, with its batch, and the same in float64. */
export function openGoldenPolicy(name: (typeof GOLDEN_POLICIES)[number]) {
  const golden = readGolden<GoldenPolicy>(name);
  const outputs = golden.sizes.at(-1)!;
  const task = findEnvironment(golden.kind === 'gaussian' ? 'Pendulum-v1' : 'CartPole-v1');
  const policy = new Policy(
    {
      ...task,
      observation: { ...task.observation, size: golden.sizes[0]! },
      action:
        task.action.kind === 'box' ? { ...task.action, size: outputs } : { ...task.action, n: outputs, names: [] },
    },
    { hidden: golden.sizes.slice(1, -1).join('-'), activation: 'tanh', initialLogStd: 0 },
  );
  const shape = { sizes: golden.sizes, activation: 'tanh' } as const;
  const reference = new Reference(shape, golden.theta, golden.obs.flat(), golden.obs.length);
  return {
    golden,
    policy,
    theta: Float32Array.from(golden.theta),
    batch: batchOf(golden, policy),
    /** F v in float64. */
    product: (v: ArrayLike<number>) => reference.fisherProduct(golden.kind, v),
  };
}

function batchOf({ obs, actions, advantages }: GoldenPolicy, { distribution }: Policy): Batch {
  const size = obs.length;
  const codes = new Float32Array(size * distribution.codeSize);
  const flat = Float32Array.from(actions.flat());
  for (let row = 0; row < size; row++) distribution.encode(flat, row, codes, row);
  const zeros = new Float32Array(size);
  const observations = Float32Array.from(obs.flat());
  return { size, observations, codes, advantages: Float32Array.from(advantages), returns: zeros, values: zeros };
}

/** The matrix whose columns a product gives. */
export function matrixOf(size: number, product: (v: Float64Array) => Float64Array): SymmetricMatrix {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const unit = new Float64Array(size);
    unit[i] = 1;
    values.set(product(unit), i * size);
  }
  return { size, values };
}

/** The upper triangle, row by row, as the golden files have it. */
export function upperTriangle({ size, values }: SymmetricMatrix): number[] {
  const upper: number[] = [];
  for (let i = 0; i < size; i++) for (let j = i; j < size; j++) upper.push(values[i * size + j]!);
  return upper;
}

export const diagonal = ({ size, values }: SymmetricMatrix): number[] =>
  Array.from({ length: size }, (_, i) => values[i * (size + 1)]!);
