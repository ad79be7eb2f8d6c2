import { DYNAMICS, PROCESSES } from '../envs/lqr.ts';
import type { Expert } from './expert.ts';

/** The arm that pays more. */
export const betterArm: Expert = {
  source: 'the arm whose mean is known to be higher',
  act(_observations, _at, actions, actionAt) {
    actions[actionAt] = 1;
  },
};

/** u = −k x with the Riccati gain of the undiscounted problem. */
export function linearRegulator(process: keyof typeof PROCESSES): Expert {
  const gain = riccatiGain({ ...DYNAMICS, ...PROCESSES[process] });
  return {
    source: 'the linear regulator with the Riccati gain',
    act(observations, at, actions, actionAt) {
      actions[actionAt] = -gain * observations[at]!;
    },
  };
}

/**
 * k = a b P / (r + b² P), where the cost to go P ≥ 0 of x² solves P = q + a² P − (a b P)² / (r + b² P). That is
 * b² P² + (r (1 − a²) − b² q) P − q r = 0.
 */
export function riccatiGain({ a, b, q, r }: { a: number; b: number; q: number; r: number }): number {
  const linear = r * (1 - a * a) - b * b * q;
  const costToGo = (-linear + Math.sqrt(linear * linear + 4 * b * b * q * r)) / (2 * b * b);
  return (a * b * costToGo) / (r + b * b * costToGo);
}
