import type { DivergedEvent, IterationRecord } from '../engine/run-events.ts';
import type { RunConfig } from '../engine/run-spec.ts';
import type { Experiment } from '../presets/experiment.ts';
import { shapesCurve } from './pinned-runs.ts';
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
  config: null,
  diverged: null,
  divergence: null,
};

/** How far a run has come by its last record; at its beginning there is none. */
export function progressFacts(record: IterationRecord | undefined) {
  const { iteration, steps, return100, fingerprint } = record ?? NO_FACTS;
  return { iteration, steps, return100, fingerprint };
}

/** The hyperparameters in force once `records` have come; the same object where they changed nothing. */
export function configAfter(records: readonly IterationRecord[], config: RunConfig | null): RunConfig | null {
  const changes = records.flatMap((record) => record.changes.map(({ key, to }) => [key, to] as const));
  return changes.length > 0 ? { ...config, ...Object.fromEntries(changes) } : config;
}

/** Whether the experiment holds edits that no iteration was run with yet: from its beginning it would be another run. */
export const awaitsEdits = ({ config }: Pick<Experiment, 'config'>, ran: RunConfig | null): boolean =>
  ran !== null && Object.keys(config).some((key) => config[key] !== ran[key] && shapesCurve(key, config));

export function divergenceFacts({ message, stepSizeKey, stepSize }: DivergedEvent) {
  return { diverged: message, divergence: { stepSizeKey, stepSize } };
}
