/** How large the problems are whose cost is measured, and what they hold in memory: known without measuring. */

/** CartPole's observations and actions. */
export const INPUTS = 4;
export const ACTIONS = 2;
/** States that F and g are averaged over. */
export const STATES = 256;
/** Of conjugate gradient: TRPO's own number. */
export const ITERATIONS = 10;

/** n, the parameters of the policy 4-h-h-2. */
export const parametersOf = (width: number): number => width * width + (INPUTS + 1 + ACTIONS + 1) * width + ACTIONS;

const FLOAT64 = 8;
/** Vectors that conjugate gradient keeps beside its residuals: g, x, r, p and the product. */
const VECTORS = 5;

/** F and its factor, n × n each, and g and x. */
export const choleskyBytes = (n: number): number => FLOAT64 * (2 * n * n + 2 * n);

/** Its vectors, and one residual for every iteration and the first: those that later ones are made orthogonal to. */
export const conjugateGradientBytes = (n: number, iterations: number = ITERATIONS): number =>
  FLOAT64 * n * (VECTORS + iterations + 1);
