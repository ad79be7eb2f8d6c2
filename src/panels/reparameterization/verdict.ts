import { byMagnitude, fixed, signed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { Quantities } from './quantities.ts';

/** Variances this close are called the same. */
const ALIKE = 1.2;
/** Below this a number is rounding. */
const NOTHING = 1e-9;

/** Which of the two estimators does better here, by how much, and whether both are right. */
export function judge({ gradient, ratio, path }: Quantities): Judgement {
  if (Math.abs(path.mean - gradient) > NOTHING) {
    if (Math.abs(gradient) < 0.005)
      return {
        level: 1,
        text: '*f* is flat but for its jump, and the jump is too far away for either estimator to be told of it.',
      };
    return {
      level: 2,
      text: `*f* jumps, and its slope does not know: the reparameterized gradient is [euclid:${signed(path.mean)}] where the true one is [b:${signed(gradient)}]. Only the likelihood ratio sees the jump.`,
    };
  }
  if (path.variance < NOTHING) {
    if (ratio.variance < NOTHING)
      return { level: 0, text: '*f* is zero wherever it is asked: there is nothing to estimate.' };
    return {
      level: 0,
      text: `Reparameterized, every single sample has the exact gradient, [euclid:${signed(path.mean)}]: no variance at all, where the likelihood ratio has ${byMagnitude(ratio.variance)}.`,
    };
  }
  const times = ratio.variance / path.variance;
  if (times >= ALIKE)
    return {
      level: 0,
      text: `From the same noise, the likelihood ratio’s estimate has [b:${sayTimes(times)} times] the variance: one reparameterized sample does the work of ${sayTimes(times)}.`,
    };
  if (times > 1 / ALIKE)
    return {
      level: 1,
      text: `Here both vary about as much: one sample has a variance of ${byMagnitude(ratio.variance)} by the likelihood ratio, of ${byMagnitude(path.variance)} reparameterized.`,
    };
  return {
    level: 1,
    text: `Here it is the other way round: reparameterized, the estimate has [b:${sayTimes(1 / times)} times] the variance. The slope of *f* changes more from sample to sample than its height times the score.`,
  };
}

const sayTimes = (times: number): string =>
  times < 10 ? fixed(times, 1) : byMagnitude(times < 1000 ? Math.round(times) : Number(times.toPrecision(2)));
