import type { DivergedEvent, IterationRecord } from '../engine/run-events.ts';
import type { RunFacts } from './session.ts';

/** A run of which nothing is known yet. */
export const NO_FACTS: RunFacts = {
  state: 'loading',
  backend: null,
  kernel: false,
  iteration: 0,
  steps: 0,
  return100: null,
  stepsPerSecond: null,
  fingerprint: null,
  diverged: null,
  divergence: null,
};

/** How far a run has come by its last record; at its beginning there is none. */
export function progressFacts(record: IterationRecord | undefined) {
  const { iteration, steps, return100, fingerprint } = record ?? NO_FACTS;
  return { iteration, steps, return100, fingerprint };
}

export function divergenceFacts({ message, stepSizeKey, stepSize }: DivergedEvent) {
  return { diverged: message, divergence: { stepSizeKey, stepSize } };
}
