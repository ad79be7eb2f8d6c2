import { fixed, shortest, signed, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { Bound } from './quantities.ts';
import { AXIS } from './spec.ts';

/** Times as far as the theorem's step, beyond which practice clearly goes farther than it can promise. */
const FARTHER = 1.5;
const MUCH_FARTHER = 6;

/** A step of less than this part of the axis cannot be seen on it. */
const UNSEEN = 1 / 200;

/** What the theorem's step promises and does, and how far practice goes beside it. */
export function judge({ old, next, promised, worth, practical, delta, gamma }: Bound): Judgement {
  const step = next - old.at;
  const beside = (practical - old.at) / step;
  const level = beside > MUCH_FARTHER ? 2 : beside > FARTHER ? 1 : 0;
  const size = `[new:Δ*θ* = ${signStep(step)}]`;
  const price = `[kl:*C* = ${sayPrice(old.coefficient)}]`;
  const [before, after, least] = [old.value, worth(next), promised].map((value) => fixed(value, 4));
  const practice = `Practice’s *δ* = ${shortest(delta)} goes ${sayTimes(beside)} as far, where the bound ${
    old.bound(practical) > old.value ? 'still promises a gain' : 'promises no gain'
  }.`;
  if (Math.abs(step) < (AXIS[1] - AXIS[0]) * UNSEEN)
    return {
      level,
      text: `At *γ* = ${fixed(gamma)} the theorem asks for ${price}, and its step ${size} is seen only magnified: *U* goes from ${before} to ${after}, at worst to [b:${least}]. ${practice}`,
    };
  return {
    level,
    text: `With ${price} the bound vouches for ${size}: *U* goes from ${before} to ${after}, at worst to [b:${least}]. ${practice}`,
  };
}

/** Enough decimals to tell a small step from none. */
export const signStep = (step: number): string =>
  signed(step, Math.abs(step) >= 0.1 ? 2 : Math.abs(step) >= 0.01 ? 3 : 4);

export const sayPrice = (price: number): string =>
  price >= 100 ? thousands(price) : fixed(price, price >= 10 ? 1 : 2);

const sayTimes = (times: number): string => `${times >= 10 ? thousands(times) : fixed(times, 1)} times`;
