import type { RunConfig } from '../engine/run-spec.ts';
import { configFields, configSchema } from './config-schema.ts';
import type { FieldInfo } from './field-info.ts';
import { HISTORY, type History, migrate } from './history.ts';
import { readValue, writeValue } from './read-value.ts';

/**
 * The tuned defaults of a pairing as version `version` had them, under today's keys: the schema's defaults and that
 * table's overrides, every field resolved.
 * @throws RangeError for unknown ids; an error for a table that its schema does not allow.
 */
export function tunedConfig(
  algo: string,
  env: string,
  version: number = HISTORY.current,
  history: History = HISTORY,
): RunConfig {
  const fields = configFields(algo, env);
  const overrides = Object.entries(history.tables[version]?.[algo]?.[env] ?? {});
  const written = new Map(overrides.map(([key, value]) => [key, writeValue(value)]));
  const values = [...migrate(written, version, history)].map(([key, raw]) => [key, value(fields, key, raw)]);
  return configSchema(algo, env).strict().parse(Object.fromEntries(values)) as RunConfig;
}

/** What a table wrote, as the schema will see it; what cannot be read is left for the schema to refuse. */
function value(fields: readonly FieldInfo[], key: string, raw: string) {
  const field = fields.find((candidate) => candidate.key === key);
  const reading = field && readValue(field, raw);
  return reading?.ok ? reading.value : raw;
}
