import type { Pair } from '../../../exact/two-state.ts';
import type { Problem } from '../problems.ts';
import type { FieldState, Race } from '../quantities.ts';

/** What both fields and the course of J are drawn from. */
export interface View {
  readonly problem: Problem;
  readonly race: Race;
  /** How far the race has gone. */
  readonly steps: number;
  /** Where the reader points, in either field; kept between redraws. */
  readonly touch: { at: Pair | null };
  /** Draws both fields again. */
  readonly redraw: () => void;
  readonly set: (change: Partial<FieldState>) => void;
  /** Moves the start there and runs the race. */
  readonly raceFrom: (start: Partial<FieldState>) => void;
}
