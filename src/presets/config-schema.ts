import { z } from 'zod';
import { findAlgorithm } from '../engine/algorithms/index.ts';
import { findEnvironment } from '../engine/envs/index.ts';
import { type FieldInfo, fieldsOf } from './field-info.ts';

const known = new Map<string, z.ZodObject>();

/**
 * What a run's config holds: its environment's options, where there are any, and its algorithm's hyperparameters. The same
 * object for the same pairing. @throws RangeError for unknown ids.
 */
export function configSchema(algo: string, env: string): z.ZodObject {
  const pairing = `${algo} ${env}`;
  let schema = known.get(pairing);
  if (!schema) {
    const { config } = findAlgorithm(algo).spec;
    const { options } = findEnvironment(env);
    schema = options ? z.object({ ...options.fields.shape, ...config.shape }) : config;
    known.set(pairing, schema);
  }
  return schema;
}

/** The fields of a pairing's config, in its own order. @throws RangeError for unknown ids. */
export function configFields(algo: string, env: string): readonly FieldInfo[] {
  return fieldsOf(configSchema(algo, env));
}
