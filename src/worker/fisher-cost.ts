import type { KernelModule } from '../engine/kernels/load.ts';
import { choleskySolve } from '../engine/trust-region/cholesky.ts';
import { conjugateGradient } from '../engine/trust-region/conjugate-gradient.ts';
import { dot } from '../engine/vectors.ts';
import type {
  CholeskyCost,
  ConjugateGradientCost,
  CostLimits,
  FisherCost,
  FisherCostRequest,
  FromFisherCost,
} from './fisher-cost-messages.ts';
import { choleskyBytes, conjugateGradientBytes, ITERATIONS, parametersOf } from './fisher-cost-sizes.ts';
import { FisherProblem } from './fisher-problem.ts';

/** A clock that ticks once a millisecond says nothing of a shorter try than this, and a slow run needs no second one. */
const LEAST_MILLISECONDS = 6;
const ENOUGH_MILLISECONDS = 300;
const TRIES = 8;

/** A clock in milliseconds. */
export type Now = () => number;

/**
 * Solves (F + damping I) x = g for policies of growing width, by Cholesky and by conjugate gradient, and says what each took.
 * A method is left at the first policy on which one run is expected to go beyond the limits; the other one goes on.
 */
export async function measureFisherCost(
  module: KernelModule,
  { widths, damping, limits }: FisherCostRequest,
  now: Now,
  tell: (message: FromFisherCost) => void,
): Promise<void> {
  const cholesky = new Course('cholesky', limits, tell);
  const cg = new Course('conjugateGradient', limits, tell);
  for (const width of widths) {
    const n = parametersOf(width);
    const takesCholesky = cholesky.mayGoOn(n, 3, choleskyBytes(n));
    const takesCg = cg.mayGoOn(n, 1, conjugateGradientBytes(n, ITERATIONS));
    if (!takesCholesky && !takesCg) break;
    // a kernel of its own, so that its memory goes with it
    const problem = new FisherProblem(module.instantiate(), width);
    const exact = takesCholesky ? await measureCholesky(problem, damping, now) : null;
    const iterated = takesCg ? await measureConjugateGradient(problem, damping, now) : null;
    if (exact) cholesky.wentTo(n, exact.cost.build + exact.cost.factor);
    if (iterated) cg.wentTo(n, iterated.cost.milliseconds);
    const cost: FisherCost = {
      width,
      parameters: n,
      cholesky: exact?.cost ?? null,
      conjugateGradient: iterated?.cost ?? null,
      difference: exact && iterated ? relativeDifference(iterated.x, exact.x) : null,
    };
    tell({ type: 'measured', cost });
  }
  tell({ type: 'done' });
}

/** How far one method has come, and whether it may go on. */
class Course {
  private last: { readonly n: number; readonly milliseconds: number } | null = null;
  private isOver = false;

  constructor(
    private readonly method: 'cholesky' | 'conjugateGradient',
    private readonly limits: CostLimits,
    private readonly tell: (message: FromFisherCost) => void,
  ) {}

  wentTo(n: number, milliseconds: number): void {
    this.last = { n, milliseconds };
  }

  /** @param power with which time grows, at worst */
  mayGoOn(n: number, power: number, bytes: number): boolean {
    if (this.isOver) return false;
    const milliseconds = this.last ? this.last.milliseconds * (n / this.last.n) ** power : 0;
    this.isOver = milliseconds > this.limits.milliseconds || bytes > this.limits.bytes;
    if (this.isOver) this.tell({ type: 'limit', limit: { method: this.method, parameters: n, milliseconds, bytes } });
    return !this.isOver;
  }
}

async function measureCholesky(problem: FisherProblem, damping: number, now: Now) {
  const { gradient } = problem;
  let matrix = problem.matrix();
  const build = await timeOf(now, () => {
    matrix = problem.matrix();
  });
  let x = gradient;
  const factor = await timeOf(now, () => {
    x = choleskySolve(matrix, gradient, damping);
  });
  const bytes = 2 * matrix.values.byteLength + gradient.byteLength + x.byteLength;
  return { x, cost: { build, factor, bytes } satisfies CholeskyCost };
}

async function measureConjugateGradient(problem: FisherProblem, damping: number, now: Now) {
  const { gradient } = problem;
  const solve = () => conjugateGradient((v) => problem.product(v, damping), gradient, ITERATIONS);
  let { x, residuals } = await solve();
  const milliseconds = await timeOf(now, async () => {
    ({ x, residuals } = await solve());
  });
  const start = dot(gradient, gradient);
  const cost: ConjugateGradientCost = {
    milliseconds,
    bytes: conjugateGradientBytes(gradient.length, residuals.length),
    residuals: [1, ...residuals.map((square) => Math.sqrt(square / start))],
  };
  return { x, cost };
}

/** ‖x − y‖ / ‖y‖ */
function relativeDifference(x: Float64Array, y: Float64Array): number {
  const difference = x.map((xi, i) => xi - y[i]!);
  return Math.sqrt(dot(difference, difference) / dot(y, y));
}

/**
 * Milliseconds of one run: the fastest of a few tries, since whatever else the machine does only makes them slower. A try is
 * as many runs in a row as a coarse clock needs to tell.
 */
async function timeOf(now: Now, run: () => unknown): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let runs = 1, tries = 0; tries < TRIES && spent < ENOUGH_MILLISECONDS; ) {
    const start = now();
    for (let i = 0; i < runs; i++) await run();
    const elapsed = now() - start;
    spent += elapsed;
    if (elapsed < LEAST_MILLISECONDS) {
      runs *= 2;
      continue;
    }
    tries += 1;
    fastest = Math.min(fastest, elapsed / runs);
  }
  return fastest;
}
