import { z } from 'zod';
import type { Environment } from '../environment.ts';

/** An environment under one combination of its options. */
export interface Variant {
  readonly environment: Environment;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Every combination of an environment's options: itself alone where it has none. */
export function variantsOf(environment: Environment): Variant[] {
  const { options } = environment;
  if (!options) return [{ environment, settings: {} }];
  let combinations: Readonly<Record<string, unknown>>[] = [{}];
  for (const [key, field] of Object.entries(options.fields.shape))
    combinations = combinations.flatMap((settings) => valuesOf(field).map((value) => ({ ...settings, [key]: value })));
  return combinations.map((settings) => ({ environment: options.configure(settings), settings }));
}

/** "FrozenLake-v1 slippery=false" */
export function nameOf({ environment, settings }: Variant): string {
  return [environment.id, ...Object.entries(settings).map(([key, value]) => `${key}=${value}`)].join(' ');
}

/** @throws TypeError for a field whose values cannot be counted. */
function valuesOf(field: unknown): readonly unknown[] {
  const schema = field instanceof z.ZodDefault ? field.unwrap() : field;
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodEnum) return schema.options;
  throw new TypeError('An option with values without number needs variants chosen by hand.');
}
