import { findAlgorithm } from '../algorithms/index.ts';
import { createTrainer } from '../create-trainer.ts';
import { findEnvironment } from '../envs/index.ts';
import type { IterationRecord, RunEvent } from '../run-events.ts';
import type { BackendId, Checkpoint, ConfigValue, RunSpec } from '../run-spec.ts';
import type { Trainer, TrainerHost } from '../trainer.ts';

/** A host without messages, on a clock that stands still: what is left is the run itself. */
export const QUIET_HOST: TrainerHost = { breathe: async () => {}, now: () => 0 };

/** Small enough for a test, with every line still run: few steps, several minibatches, frequent evaluation. */
const SMALL: Readonly<Record<string, ConfigValue>> = {
  nEnvs: 2,
  nSteps: 16,
  nEpisodes: 2,
  populationSize: 4,
  expertEpisodes: 2,
  nEpochs: 2,
  batchSize: 16,
  valueSteps: 2,
  hidden: '8-8',
  valueHidden: '8-8',
  bufferSize: 50,
  learningStarts: 8,
  evalInterval: 100,
  totalSteps: 100_000,
};

export function smallSpec(
  algo: string,
  env: string,
  overrides: Readonly<Record<string, ConfigValue>> = {},
  { seed = 1, backend = 'wasm' as BackendId } = {},
): RunSpec {
  const { config } = findAlgorithm(algo).spec;
  const known = Object.entries({ ...SMALL, ...overrides }).filter(([key]) => key in config.shape);
  const options = findEnvironment(env).options?.fields.parse(overrides);
  const resolved = { ...options, ...config.parse(Object.fromEntries(known)) } as RunSpec['config'];
  return { algo, env, seed, backend, config: resolved };
}

export const smallTrainer = (spec: RunSpec, checkpoint: Checkpoint | null = null): Promise<Trainer> =>
  createTrainer(spec, QUIET_HOST, checkpoint);

/** Pulls until `count` iterations are done, the run ends or it diverges. */
export async function pull(
  trainer: Trainer,
  count: number,
): Promise<{ records: IterationRecord[]; events: RunEvent[] }> {
  const records: IterationRecord[] = [];
  const events: RunEvent[] = [];
  while (records.length < count) {
    const event = await trainer.next();
    events.push(event);
    if (event.kind === 'iteration') records.push(event.record);
    if (event.kind === 'finished' || event.kind === 'diverged') break;
  }
  return { records, events };
}
