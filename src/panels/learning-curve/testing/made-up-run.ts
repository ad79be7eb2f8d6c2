import type { IterationRecord } from '../../../engine/run-events.ts';

/** A record of which only what matters is said. */
export const madeUp = (
  parts: Partial<Omit<IterationRecord, 'metrics'>> & {
    readonly iteration: number;
    readonly metrics?: Readonly<Record<string, number>>;
  },
): IterationRecord => ({
  steps: parts.iteration * 2048,
  updates: parts.iteration,
  episodes: [],
  return100: null,
  evaluation: null,
  metrics: {},
  changes: [],
  seconds: parts.iteration,
  fingerprint: '000000',
  ...parts,
});
