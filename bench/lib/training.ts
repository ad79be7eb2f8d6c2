import { createTrainer } from '../../src/engine/create-trainer.ts';
import type { GradientWorkers } from '../../src/engine/gradient-workers.ts';
import type { IterationRecord } from '../../src/engine/run-events.ts';
import type { Checkpoint, ConfigValue, RunConfig, RunSpec } from '../../src/engine/run-spec.ts';
import type { Trainer } from '../../src/engine/trainer.ts';
import { tunedConfig } from '../../src/presets/tuned.ts';
import { progress } from './report.ts';

const HOST = { breathe: async () => {}, now: () => performance.now() };

/** A run in this process, with the pairing's tuned defaults and what `overrides` changes of them. */
export function openTrainer(
  algo: string,
  env: string,
  seed: number,
  overrides: Readonly<Record<string, ConfigValue>>,
  gradientWorkers: GradientWorkers | null = null,
): Promise<Trainer> {
  const config: RunConfig = { ...tunedConfig(algo, env), ...overrides };
  const spec: RunSpec = { algo, env, seed, backend: 'wasm', config };
  return createTrainer(spec, HOST, null, gradientWorkers);
}

/** The run as a checkpoint left it; at its beginning without one. */
export const resumeTrainer = (spec: RunSpec, checkpoint: Checkpoint | null): Promise<Trainer> =>
  createTrainer(spec, HOST, checkpoint);

/** Every iteration of a run until it ends; @throws Error with the run's own sentence if it diverges. */
export async function* iterations(trainer: Trainer): AsyncGenerator<IterationRecord> {
  for (;;) {
    const event = await trainer.next();
    if (event.kind === 'finished') return;
    if (event.kind === 'diverged') throw new Error(event.message);
    // A measurement of something else than was asked for has to say so.
    if (event.kind === 'notice') progress(`${event.word}: ${event.text}`);
    if (event.kind === 'iteration') yield event.record;
  }
}
