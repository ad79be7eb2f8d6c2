import type { Pair } from '../../exact/two-state.ts';
import { snap } from '../snap.ts';
import type { Problem } from './problems.ts';
import type { FieldState } from './quantities.ts';

/** Where a start may stand, as the state's schema has it: steps and ends along either axis. */
interface Ground {
  readonly steps: Pair;
  readonly x: Pair;
  readonly y: Pair;
}
const LOGITS: Ground = { steps: [0.05, 0.05], x: [-4.2, 6.2], y: [-4.2, 6.2] };
export const GROUND: Readonly<Record<Problem['id'], Ground>> = {
  average: LOGITS,
  discounted: LOGITS,
  lqr: { steps: [0.01, 0.05], x: [-0.2, 1.45], y: [-2.8, 0.5] },
};

/** A start as the state writes it, on its own steps. */
export function startAt({ id }: Problem, first: number, second: number): Partial<FieldState> {
  const { steps, x, y } = GROUND[id];
  const a = snap(first, steps[0], ...x);
  const b = snap(second, steps[1], ...y);
  return id === 'lqr' ? { k: a, logSigma: b } : { thetaI: a, thetaJ: b };
}
