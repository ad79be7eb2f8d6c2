// What is maximised or minimised, as one number and its derivative in each sample's log-probability or value.
import { evaluate, pullBack } from './distribution';
import { exp4 } from './elementary';
import { Head } from './head';
import { sumLanes, total } from './lanes';
import { Network } from './network';

/** mean log π(a|s) Â: the policy gradient. */
export const LOG_PROBABILITY: i32 = 0;
/** L^IS = mean r Â with r = π(a|s)/π_old(a|s): importance-sampled surrogate. */
export const IMPORTANCE: i32 = 1;
/** L^CLIP = mean min(r Â, clip(r, 1 − ε, 1 + ε) Â). */
export const CLIPPED: i32 = 2;

/**
 * J = surrogate + entropyCoefficient · mean H − klCoefficient · mean KL(π_old ‖ π), to be maximised, over the first
 * `rows` rows of the last forward pass: its value, and dJ/d(output) (and dJ/d log σ) where the network's `backward`
 * looks for it.
 *
 * `head.results` ← J, surrogate, mean entropy, mean KL (0 unless its coefficient is), share of samples with |r − 1| >
 * ε.
 */
export function objective(
  address: usize, rows: i32, surrogate: i32, clipRange: f32, entropyCoefficient: f32, klCoefficient: f32,
): void {
  const head = changetype<Head>(address);
  evaluate(address, rows, klCoefficient != 0);
  const value = surrogateOf(head, rows, surrogate, clipRange);
  reduce(head, rows, clipRange, surrogate != LOG_PROBABILITY);
  const entropy = load<f64>(head.results, 16), divergence = load<f64>(head.results, 24);
  store<f64>(head.results, value + <f64>entropyCoefficient * entropy - <f64>klCoefficient * divergence);
  store<f64>(head.results, value, 8);
  pullBack(address, rows, entropyCoefficient, -klCoefficient);
}

/** The same figures without a derivative (J and surrogate are left alone); with KL, and ratios against π_old. */
export function measure(address: usize, rows: i32, clipRange: f32): void {
  const head = changetype<Head>(address);
  evaluate(address, rows, true);
  for (let at: usize = 0; at < (<usize>rows) << 2; at += 16) v128.store(head.ratios + at, ratio(head, at));
  reduce(head, rows, clipRange, true);
}

@inline
function ratio(head: Head, at: usize): v128 {
  return exp4(f32x4.sub(v128.load(head.logProbabilities + at), v128.load(head.oldLogProbabilities + at)));
}

/**
 * The surrogate's value; `slopes` ← its derivative in each log π(a|s). For r that is dJ/dr · r, since dr/d log π = r.
 */
function surrogateOf(head: Head, rows: i32, surrogate: i32, clipRange: f32): f64 {
  const share = f32x4.splat(<f32>1 / <f32>rows);
  const low = f32x4.splat(1 - clipRange), high = f32x4.splat(1 + clipRange);
  let sum = f64x2.splat(0), left = rows;
  for (let at: usize = 0; left > 0; at += 16, left -= 4) {
    const advantage = v128.load(head.advantages + at);
    let value: v128, slope: v128;
    if (surrogate == LOG_PROBABILITY) {
      value = f32x4.mul(v128.load(head.logProbabilities + at), advantage);
      slope = advantage;
    } else {
      const r = ratio(head, at);
      v128.store(head.ratios + at, r);
      value = f32x4.mul(r, advantage);
      slope = value;
      if (surrogate == CLIPPED) {
        const clipped = f32x4.mul(f32x4.min(f32x4.max(r, low), high), advantage);
        // Where clipping makes it smaller, the sample has no gradient. At a tie it keeps it.
        const bound = f32x4.gt(value, clipped);
        slope = v128.andnot(value, bound);
        value = f32x4.min(value, clipped);
      }
    }
    v128.store(head.slopes + at, f32x4.mul(slope, share));
    sum = sumLanes(sum, value, left);
  }
  return total(sum) / <f64>rows;
}

function reduce(head: Head, rows: i32, clipRange: f32, withRatios: bool): void {
  const one = f32x4.splat(1), range = f32x4.splat(clipRange);
  let entropy = f64x2.splat(0), divergence = f64x2.splat(0), outside = f64x2.splat(0), left = rows;
  for (let at: usize = 0; left > 0; at += 16, left -= 4) {
    entropy = sumLanes(entropy, v128.load(head.entropies + at), left);
    divergence = sumLanes(divergence, v128.load(head.divergences + at), left);
    if (withRatios) {
      const moved = f32x4.abs(f32x4.sub(v128.load(head.ratios + at), one));
      outside = sumLanes(outside, v128.and(f32x4.gt(moved, range), one), left);
    }
  }
  store<f64>(head.results, total(entropy) / <f64>rows, 16);
  store<f64>(head.results, total(divergence) / <f64>rows, 24);
  store<f64>(head.results, total(outside) / <f64>rows, 32);
}

/**
 * coefficient · ½ mean (v − target)², to be minimised, and its derivative into the network's dOutput. With a clipRange
 * above 0, v is also held near its old value, and the worse of both errors counts.
 *
 * @param network one with a single output; @param targets and @param oldValues [rows]; oldValues may be 0 without
 * clipping
 */
export function valueLoss(
  address: usize, targets: usize, oldValues: usize, rows: i32, clipRange: f32, coefficient: f32,
): f64 {
  const network = changetype<Network>(address);
  const share = f32x4.splat(coefficient / <f32>rows);
  const high = f32x4.splat(clipRange), low = f32x4.neg(high);
  let sum = f64x2.splat(0), left = rows;
  for (let at: usize = 0; left > 0; at += 16, left -= 4) {
    const value = v128.load(network.output + at), target = v128.load(targets + at);
    const error = f32x4.sub(value, target);
    let square = f32x4.mul(error, error), slope = error;
    if (clipRange > 0) {
      const old = v128.load(oldValues + at);
      const moved = f32x4.sub(value, old);
      const held = f32x4.sub(f32x4.add(old, f32x4.min(f32x4.max(moved, low), high)), target);
      const heldSquare = f32x4.mul(held, held);
      const inside = v128.and(f32x4.ge(moved, low), f32x4.le(moved, high));
      const worse = f32x4.lt(square, heldSquare);
      slope = v128.bitselect(v128.and(held, inside), error, worse);
      square = f32x4.max(square, heldSquare);
    }
    v128.store(network.dOutput + at, f32x4.mul(slope, share));
    sum = sumLanes(sum, square, left);
  }
  return 0.5 * <f64>coefficient * (total(sum) / <f64>rows);
}
