import { fixed } from '../../charts/format.ts';
import { quantitiesOf } from '../../panels/sigmoid-step/quantities.ts';

/** The figure's constants: the same step everywhere, against the same trust region (in nats). */
export const STEP = -2;
const DELTA = 0.05;

/** What the panel sigmoid-step would compute of this step. */
export const stepFrom = (thetaOld: number) => quantitiesOf({ thetaOld, thetaNew: thetaOld + STEP, delta: DELTA });

export interface Verdict {
  /** 0 within the trust region, 1 about at its edge, 2 well past it. */
  readonly level: 0 | 1 | 2;
  readonly before: string;
  /** What the eye should catch; empty where nothing happened. */
  readonly stressed: string;
  readonly after: string;
}

/** What the step Δθ = −2 does to the policy at θ_old, in one sentence. */
export function stepVerdict(thetaOld: number): Verdict {
  const { pOld, pNew, kl } = stepFrom(thetaOld);
  const points = (pOld - pNew) * 100;
  const spent = kl / DELTA;
  if (spent < 0.5) {
    const where = thetaOld > 0 ? 'Up' : 'Down';
    return {
      level: 0,
      before: `${where} here the step takes ${fixed(points, 1)} percentage points off π: the policy hardly notices.`,
      stressed: '',
      after: '',
    };
  }
  if (spent < 1.5)
    return {
      level: 1,
      before: `Here the step takes ${fixed(points, 0)} percentage points off π, about what a trust region would allow.`,
      stressed: '',
      after: '',
    };
  return {
    level: 2,
    before: 'Here the same step takes ',
    stressed: `${fixed(points, 0)} percentage points`,
    after: ` off π, and spends ${fixed(spent, 1)} times the trust region.`,
  };
}
