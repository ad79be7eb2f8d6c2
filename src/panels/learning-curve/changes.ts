import { thousands } from '../../charts/format.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { fieldSymbol, tersely } from '../field-symbol.ts';
import { handMadeChanges } from '../hand-made.ts';

/** The one event that is told unasked: what happened, when, what came of it. Rich-text markup, long and short. */
export interface ToldChange {
  /** The iteration with which it took effect. */
  readonly iteration: number;
  readonly what: string;
  readonly whatShort: string;
  readonly since: string | null;
  readonly sinceShort: string | null;
}

/** Iterations in which hyperparameters were changed by hand. */
export function changedIterations(iterations: readonly IterationRecord[]): readonly IterationRecord[] {
  return iterations.filter((record) => handMadeChanges(record).length > 0);
}

/**
 * The most recent change in words. If it undid the one before, that one is told, with how long it lasted: the two are one
 * event.
 */
export function tellLastChange(iterations: readonly IterationRecord[], algo: string): ToldChange | null {
  const changed = changedIterations(iterations);
  const last = changed.at(-1);
  if (!last) return null;
  const before = changed.at(-2);
  const undone = before && undoes(before, last) ? before : null;
  const told = undone ?? last;
  const { key, from, to } = handMadeChanges(told).at(-1)!;
  const step = `${fieldSymbol(algo, key)} ${tersely(from)} → ${tersely(to)}`;
  const lasted = undone ? last.iteration - undone.iteration : 0;
  const span = lasted === 1 ? 'one iteration' : `${lasted} iterations`;
  return {
    iteration: told.iteration,
    what: `iteration ${thousands(told.iteration)}: ${step}, by hand`,
    whatShort: step,
    since: undone ? `for ${span}; undone at ${thousands(last.iteration)}` : null,
    sinceShort: undone ? `for ${lasted === 1 ? '1 iteration' : span}` : null,
  };
}

function undoes(before: IterationRecord, after: IterationRecord): boolean {
  return after.changes.every(({ key, to }) =>
    before.changes.some((change) => change.key === key && change.from === to),
  );
}
