import { z } from 'zod';
import { BACKENDS } from '../engine/run-spec.ts';

/** What a run depends on besides algorithm, environment and hyperparameters; the same for all pairings. */
export const runFields = z.object({
  seed: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .meta({ label: 'seed', doc: 'All randomness of a run follows from this number.' })
    .default(1),
  backend: z.enum(BACKENDS).meta({ label: 'backend', doc: 'What computes the networks.' }).default('wasm'),
});
