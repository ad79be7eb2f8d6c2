import { BATCH_LEARNERS, type BatchLearnerId } from '../engine/algorithms/index.ts';
import type { UpdateChoice } from '../engine/studies/same-batch.ts';
import { tunedConfig } from '../presets/tuned.ts';

/** The lecture's updates, in its order, each with the tuned defaults of its pairing with this environment. */
export const updateChoices = (env: string): readonly UpdateChoice[] =>
  (Object.keys(BATCH_LEARNERS) as BatchLearnerId[]).map((algo) => ({ algo, config: tunedConfig(algo, env) }));
