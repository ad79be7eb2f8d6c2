import { ticks as stepped } from 'd3';

/** Pixels that a tick with its number wants for itself along a horizontal axis. */
const ROOM = 56;

/**
 * Two to six ticks inside [low, high], at numbers a person would choose, and no more than `pixels` have room for.
 * A degenerate domain has one tick.
 */
export function chooseTicks(low: number, high: number, pixels: number, room = ROOM): readonly number[] {
  if (!(high > low)) return [low];
  const most = Math.max(2, Math.min(6, Math.floor(pixels / room) + 1));
  for (let wanted = most; wanted > 0; wanted -= 1) {
    const ticks = stepped(low, high, wanted);
    if (ticks.length >= 2 && ticks.length <= most) return ticks;
  }
  return [low, high];
}

/** The ends at which an axis that grows with its data may stand, as multiples of a power of ten. */
const ENDS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The least of those ends that holds `value`: so a growing axis rests most of the time, and jumps seldom. */
export function growingEnd(value: number, least = 1): number {
  const target = Math.max(value, least);
  let power = 1;
  while (power * 10 <= target) power *= 10;
  while (power > target) power /= 10;
  return (ENDS.find((end) => end * power >= target * (1 - 1e-12)) ?? 10) * power;
}
