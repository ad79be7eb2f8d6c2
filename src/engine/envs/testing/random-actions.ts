import { DrawSequence } from '../../rng.ts';
import type { Environment } from '../environment.ts';

export const actionSize = ({ action }: Environment): number => (action.kind === 'box' ? action.size : 1);

/** Uniform over the choices, or over a box half as wide again as the environment's own. */
export function randomAction({ action }: Environment, draw: () => number): number {
  if (action.kind === 'discrete') return Math.floor(draw() * action.n);
  return (action.low + action.high) * 0.5 + (action.high - action.low) * 1.5 * (draw() - 0.5);
}

/** Actions of N copies at a time, the same for the same seed. */
export function randomActions(environment: Environment, copies: number, seed: number, time: number): Float32Array {
  const draws = new DrawSequence(seed, 'action').at(0, time);
  return Float32Array.from({ length: copies * actionSize(environment) }, () => randomAction(environment, draws.next));
}
