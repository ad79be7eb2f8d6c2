import { exp } from '../math.ts';

/** Entries between two powers of 2. */
const STEPS = 64;
const ROOTS = Float64Array.from({ length: STEPS }, (_, i) => exp((i * Math.LN2) / STEPS));
/** 2^e for e from −1022 on. */
const LEAST_POWER = -1022;
const POWERS = new Float64Array(2045).fill(2.2250738585072014e-308);
for (let e = 1; e < POWERS.length; e++) POWERS[e] = 2 * POWERS[e - 1]!;
/** ln 2 / 64 in two parts, the first with so many trailing zeros that its multiples are exact. */
const HIGH = 0.6931471803691238 / STEPS;
const LOW = 1.9082149292705877e-10 / STEPS;
/** Beyond, powers of 2 run out. */
const FARTHEST = 700;

/**
 * eˣ to 1e-15, many times as fast as the one that is right to the last bit: there are thousands of them in every
 * look at a batch. By basic operations alone, so the same on every machine.
 */
export function fastExp(x: number): number {
  if (!(Math.abs(x) < FARTHEST)) return exp(x);
  // eˣ = 2^(k/64) eʳ with |r| ≤ ln 2 / 128
  const k = Math.round(x * (STEPS / Math.LN2));
  const r = x - k * HIGH - k * LOW;
  const power = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r / 120))));
  return power * ROOTS[k & (STEPS - 1)]! * POWERS[(k >> 6) - LEAST_POWER]!;
}
