import type { IterationRecord } from '../../engine/run-events.ts';
import { fieldSymbol, tersely } from '../field-symbol.ts';
import { handMadeChanges } from '../hand-made.ts';

/** A hyperparameter changed by hand, and how long that lasted where it was undone. */
export interface ToldChange {
  /** The iteration with which it took effect. */
  readonly iteration: number;
  /** The one from which on things were as before again. */
  readonly undoneAt: number | null;
  /** In rich-text markup: "ε .2 → .8". */
  readonly step: string;
}

/** Every change by hand, oldest first; a change and its undoing are one event. */
export function tellChanges(iterations: readonly IterationRecord[], algo: string): readonly ToldChange[] {
  const changed = iterations.filter((record) => handMadeChanges(record).length > 0);
  const told: ToldChange[] = [];
  for (let i = 0; i < changed.length; i += 1) {
    const record = changed[i]!;
    const next = changed[i + 1];
    const undone = next !== undefined && undoes(record, next);
    const { key, from, to } = handMadeChanges(record).at(-1)!;
    told.push({
      iteration: record.iteration,
      undoneAt: undone ? next.iteration : null,
      step: `${fieldSymbol(algo, key)} ${tersely(from)} → ${tersely(to)}`,
    });
    if (undone) i += 1;
  }
  return told;
}

function undoes(before: IterationRecord, after: IterationRecord): boolean {
  return handMadeChanges(after).every(({ key, to }) =>
    before.changes.some((change) => change.key === key && change.from === to),
  );
}
