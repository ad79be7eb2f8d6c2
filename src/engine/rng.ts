import { cos, log } from './math.ts';

/**
 * Counter-based randomness: a draw is a pure function of (seed, stream, environment, step, which draw), so that nothing
 * needs to be stored to go on identically, and environments may be stepped in any order.
 *
 * The generator is pcg4d (Jarzynski and Olano 2020, "Hash Functions for GPU Rendering"), whose 32-bit operations give
 * the same numbers in JavaScript and in WGSL.
 */

/** What a draw is for. Numbers are part of what a seed means: never renumber, only append. */
export const STREAM = {
  initialise: 0,
  reset: 1,
  dynamics: 2,
  action: 3,
  shuffle: 4,
  evaluationReset: 5,
  evaluationDynamics: 6,
  stageReset: 7,
  stageDynamics: 8,
  stageAction: 9,
  delay: 10,
  exploration: 11,
  replay: 12,
  reparameterization: 13,
  candidate: 14,
} as const;
export type Stream = keyof typeof STREAM;

const TWO_TO_MINUS_24 = 1 / 16_777_216;

/** At most this many draws per (stream, environment, step). */
const DRAWS_PER_STEP = 1 << 20;

/** One uint32 for a key of four; the key's parts are taken modulo 2³². */
export function pcg4d(a: number, b: number, c: number, d: number): number {
  let x = (Math.imul(a, 1664525) + 1013904223) | 0;
  let y = (Math.imul(b, 1664525) + 1013904223) | 0;
  let z = (Math.imul(c, 1664525) + 1013904223) | 0;
  let w = (Math.imul(d, 1664525) + 1013904223) | 0;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  w ^= w >>> 16;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  return w >>> 0;
}

/** A uniform draw in [0, 1) on a grid of 2⁻²⁴, which float32 holds exactly. */
export function uniform(seed: number, stream: Stream, environment: number, step: number, draw = 0): number {
  return (pcg4d(seed, environment, step, STREAM[stream] * DRAWS_PER_STEP + draw) >>> 8) * TWO_TO_MINUS_24;
}

/** Fills `out` with whole numbers from 0 to `below` − 1, ⌊below · u⌋ for successive draws u of one key. */
export function drawIndices(
  out: Uint32Array,
  below: number,
  seed: number,
  stream: Stream,
  environment: number,
  step: number,
): void {
  const first = STREAM[stream] * DRAWS_PER_STEP;
  const share = below * TWO_TO_MINUS_24;
  for (let i = 0; i < out.length; i++) out[i] = Math.floor((pcg4d(seed, environment, step, first + i) >>> 8) * share);
}

/** A standard normal draw (Box-Muller) from draws 2·`draw` and 2·`draw` + 1 of its key. */
export function normal(seed: number, stream: Stream, environment: number, step: number, draw = 0): number {
  // 1 − u lies in (0, 1], where the logarithm is finite.
  const u = 1 - uniform(seed, stream, environment, step, 2 * draw);
  const v = uniform(seed, stream, environment, step, 2 * draw + 1);
  return Math.sqrt(-2 * log(u)) * cos(2 * Math.PI * v);
}

/** Successive uniform draws of one key: what an environment's `reset` and `step` are handed. Reused, never allocated. */
export class DrawSequence {
  private draw = 0;
  private environment = 0;
  private step = 0;
  /** Bound, so that it can be passed as a `Draw`. */
  readonly next = (): number => uniform(this.seed, this.stream, this.environment, this.step, this.draw++);

  constructor(
    private readonly seed: number,
    private readonly stream: Stream,
  ) {}

  /** Start over at the first draw of another key. */
  at(environment: number, step: number): this {
    this.environment = environment;
    this.step = step;
    this.draw = 0;
    return this;
  }
}

/** Fills `order` with a permutation of 0 … order.length − 1 (Fisher-Yates), the one of this seed and counter. */
export function shuffle(order: Uint32Array, seed: number, counter: number): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(seed, 'shuffle', 0, counter, i) * (i + 1));
    const swap = order[i]!;
    order[i] = order[j]!;
    order[j] = swap;
  }
}
