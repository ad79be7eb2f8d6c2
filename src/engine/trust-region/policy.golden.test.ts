import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { importanceObjective, policyGradientObjective } from '../algorithms/objectives.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { makeKernel } from '../kernels/testing/make.ts';
import { KernelPolicyLearner } from '../nn/kernel-policy-learner.ts';
import type { PolicyLearner } from '../nn/learner.ts';
import { GradientStep } from '../nn/optimizers.ts';
import { TfPolicyLearner } from '../nn/tf-policy-learner.ts';
import { openWasm } from '../testing/backend.ts';
import { expectClose } from '../testing/golden.ts';
import { dot, scaled } from '../vectors.ts';
import { choleskySolve } from './cholesky.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { fisherMatrix, fisherProduct } from './fisher.ts';
import { acceptedIndex, type Candidate, lineSearch } from './line-search.ts';
import { stepScale } from './step-scale.ts';
import {
  diagonal,
  GOLDEN_POLICIES,
  type GoldenLineSearch,
  matrixOf,
  openGoldenPolicy,
  upperTriangle,
} from './testing/golden-policy.ts';

/** For what learners compute: references in float64, results in float32. */
const FLOAT32 = { relativeToMax: 1e-5 };
/** A KL is a mean of terms near 1 that nearly cancel: its error is measured against the terms. */
const KL_ROUNDING = 1e-7;
const breathe = async () => {};

let kernel: Kernel;
beforeAll(async () => {
  await openWasm();
  kernel = await makeKernel();
});

describe.each(GOLDEN_POLICIES)('golden %s, in float64', (name) => {
  const { golden, product } = openGoldenPolicy(name);
  const g = Float64Array.from(golden.policy_gradient);

  it.each(golden.cg)('conjugate gradient with damping $damping: x, every residual, and the step', async (entry) => {
    const { damping, rel_dev_from_80bit_cg, iters_run, natural } = entry;
    const close = { relativeToMax: Math.max(1e-9, 100 * rel_dev_from_80bit_cg) };
    const damped = (v: Float64Array) => product(v).map((Fv, i) => Fv + damping * v[i]!);
    const { x, residuals } = await conjugateGradient(damped, g, 10);
    expect(residuals).toHaveLength(iters_run);
    expectClose(residuals, entry.residual_sq, close, 'r·r');
    expectClose(x, entry.x, close, 'x');
    const [xFx, xAx] = [dot(x, product(x)), dot(x, damped(x))];
    expectClose([xFx, xAx, dot(g, x)], [entry.xFx, entry.xAx, entry.gx], close, 'xᵀFx, xᵀAx, gᵀx');
    for (const { delta, scale_damped, scale_undamped } of natural) {
      expectClose(stepScale({ rule: 'kl', delta }, xFx), scale_undamped, close, '√(2δ/xᵀFx)');
      expectClose(stepScale({ rule: 'kl', delta }, xAx), scale_damped, close, '√(2δ/xᵀAx)');
    }
  });

  it.each(golden.cg)('Cholesky with damping $damping', ({ damping, x_direct_solve }) => {
    const F = matrixOf(golden.n_params, product);
    expectClose(choleskySolve(F, g, damping), x_direct_solve, { relativeToMax: 1e-9 }, 'x');
  });
});

describe.each(['kernel', 'TensorFlow.js'])('%s', (implementation) => {
  describe.each(GOLDEN_POLICIES)('golden %s', (name) => {
    const { golden, policy, theta, batch } = openGoldenPolicy(name);
    let learner: PolicyLearner;
    const open = () => {
      learner =
        implementation === 'kernel'
          ? new KernelPolicyLearner(policy, kernel, theta, { rule: 'sgd' })
          : new TfPolicyLearner(policy, theta, new GradientStep());
      learner.begin(batch);
      return learner;
    };
    afterEach(() => learner.dispose());

    it('the policy gradient', async () => {
      open();
      for (const objective of [policyGradientObjective, importanceObjective]) {
        learner.gradient(objective, null, batch.advantages, { entCoef: 0, maxGradNorm: 0 });
        expectClose(await learner.direction(), golden.policy_gradient, FLOAT32, 'ĝ');
      }
    });

    it('the Fisher matrix, as the Hessian of KL and as the mean outer product of scores', async () => {
      open();
      const { fisher_exact_diag, fisher_exact_upper, fisher_empirical_diag, fisher_empirical_upper } = golden;
      const exact = await fisherMatrix(learner, 'hessian', breathe);
      expectClose(diagonal(exact), fisher_exact_diag, FLOAT32, 'the diagonal');
      if (fisher_exact_upper) expectClose(upperTriangle(exact), fisher_exact_upper, FLOAT32, 'F');
      const empirical = await fisherMatrix(learner, 'outer', breathe);
      expectClose(diagonal(empirical), fisher_empirical_diag, FLOAT32, 'the diagonal of the empirical F');
      if (fisher_empirical_upper) expectClose(upperTriangle(empirical), fisher_empirical_upper, FLOAT32, 'empirical F');
      for (const { v, Fv_empirical } of golden.fvp) {
        const product = v.map((_, i) => dot(empirical.values.subarray(i * v.length, (i + 1) * v.length), v));
        expectClose(product, Fv_empirical, FLOAT32, 'empirical F v');
      }
    });

    it('Fisher-vector products', async () => {
      open();
      for (const { v, Fv_exact, damped_exact } of golden.fvp)
        for (const [damping, expected] of [['0', Fv_exact] as const, ...Object.entries(damped_exact)])
          expectClose(await fisherProduct(learner, Number(damping))(Float64Array.from(v)), expected, FLOAT32, 'F v');
    });

    it.each(golden.cg)('line searches along the natural step for damping $damping', async ({ x, natural }) => {
      open();
      for (const { delta, scale_damped, kl_at_damped_step, linesearch } of natural) {
        const step = scaled(scale_damped, Float64Array.from(x));
        learner.place(step);
        const { kl } = await learner.assess(importanceObjective, batch.advantages);
        expectClose(kl, kl_at_damped_step, { ...FLOAT32, absolute: KL_ROUNDING }, 'KL');
        for (const [backtrack, expected] of Object.entries(linesearch ?? {}))
          await expectSearch(step, { delta, backtrack: Number(backtrack) }, expected);
      }
    });

    it.each(golden.linesearch_extra)('line search along a given step: $name', async (search) => {
      open();
      await expectSearch(Float32Array.from(search.step), search, search);
    });

    it.each(golden.cg)('TRPO for damping $damping: from ĝ by CG to the accepted candidate', async (entry) => {
      open().gradient(importanceObjective, null, batch.advantages, { entCoef: 0, maxGradNorm: 0 });
      const product = fisherProduct(learner, entry.damping);
      const { x, residuals } = await conjugateGradient(product, Float64Array.from(await learner.direction()), 10);
      expect(residuals).toHaveLength(entry.iters_run);
      expectClose(x, entry.x, FLOAT32, 'x');
      const xHx = dot(x, await product(x));
      for (const { delta, scale_damped, linesearch } of entry.natural) {
        const scale = stepScale({ rule: 'kl', delta }, xHx);
        expectClose(scale, scale_damped, FLOAT32, 'the scale');
        for (const [backtrack, expected] of Object.entries(linesearch ?? {}))
          await expectIndices(scaled(scale, x), { delta, backtrack: Number(backtrack) }, expected);
      }
    });

    /** Every candidate's KL and surrogate, and which one is accepted. */
    async function expectSearch(step: Float32Array, settings: Settings, expected: GoldenLineSearch): Promise<void> {
      await expectIndices(step, settings, expected);
      const { table } = expected;
      const all = await search(step, { ...settings, delta: -1 }, expected);
      const column = (key: 'kl' | 'surrogate') => [all.map((c) => c[key]), table.map((c) => c[key])] as const;
      expectClose(...column('kl'), { ...FLOAT32, absolute: KL_ROUNDING }, 'KL');
      expectClose(...column('surrogate'), FLOAT32, 'the surrogate');
      const factors = all.map(({ factor }) => factor);
      expectClose(
        factors,
        table.map(({ scale }) => scale),
        { relativeToMax: 1e-15 },
        'α^j',
      );
    }

    /** Which candidate is accepted, under KL ≤ δ and KL ≤ 1.5δ. */
    async function expectIndices(step: Float32Array, settings: Settings, expected: GoldenLineSearch): Promise<void> {
      const { delta } = settings;
      expect(acceptedIndex(await search(step, settings, expected))).toBe(expected.accepted_spinningup);
      const wider = await search(step, { ...settings, delta: 1.5 * delta }, expected);
      expect(acceptedIndex(wider)).toBe(expected.accepted_baselines);
    }

    async function search(
      step: Float32Array,
      { delta, backtrack }: Settings,
      { surrogate_old, table }: GoldenLineSearch,
    ) {
      const candidates: Candidate[] = [];
      const conditions = { surrogateOld: surrogate_old, maxKl: delta, penalty: 0 };
      const tries = lineSearch({ backtrack, lineSearchSteps: table.length - 1 }, conditions, (factor) => {
        learner.place(step.map((x) => factor * x));
        return learner.assess(importanceObjective, batch.advantages);
      });
      for await (const candidate of tries) candidates.push(candidate);
      return candidates;
    }
  });
});

interface Settings {
  readonly delta: number;
  readonly backtrack: number;
}
