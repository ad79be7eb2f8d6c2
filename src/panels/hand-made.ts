import type { IterationRecord } from '../engine/run-events.ts';

/** Hyperparameters that somebody changed midway. Going on for longer is no such change: the run stays what it was. */
export const handMadeChanges = ({ changes }: IterationRecord): IterationRecord['changes'] =>
  changes.filter(({ key }) => key !== 'totalSteps');
