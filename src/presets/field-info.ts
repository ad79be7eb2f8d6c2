import { z } from 'zod';
import type { FieldMeta } from '../engine/algorithms/fields.ts';
import type { ConfigValue } from '../engine/run-spec.ts';

/** One field of a zod schema, read once for the URL and the form: the schema stays the only source of its range. */
export type FieldInfo = NumberField | ChoiceField | BooleanField | TextField;

interface Field {
  readonly key: string;
  /** The schema's default; a pairing's tuned default may differ. */
  readonly default: ConfigValue;
  readonly meta: FieldMeta;
  readonly schema: z.ZodType;
}

export interface NumberField extends Field {
  readonly kind: 'number' | 'integer';
  /** Both ends are allowed. ±Infinity where the schema sets no end. */
  readonly min: number;
  readonly max: number;
}

export interface ChoiceField extends Field {
  readonly kind: 'choice';
  readonly choices: readonly string[];
}

export interface BooleanField extends Field {
  readonly kind: 'boolean';
}

export interface TextField extends Field {
  readonly kind: 'text';
}

const known = new WeakMap<z.ZodObject, readonly FieldInfo[]>();

/**
 * The fields of a schema in its own order.
 * @throws TypeError naming a field that has no default or a type that neither URL nor form can carry.
 */
export function fieldsOf(schema: z.ZodObject): readonly FieldInfo[] {
  let fields = known.get(schema);
  if (!fields) {
    fields = Object.entries(schema.shape).map(([key, type]) => infoOf(key, type));
    known.set(schema, fields);
  }
  return fields;
}

function infoOf(key: string, type: unknown): FieldInfo {
  if (!(type instanceof z.ZodDefault)) throw new TypeError(`The field "${key}" needs a default.`);
  const schema = type.unwrap();
  const meta: FieldMeta = { label: key, doc: '', ...(schema as z.ZodType).meta() };
  const common = { key, default: type.parse(undefined) as ConfigValue, meta };
  if (schema instanceof z.ZodNumber) {
    const kind = schema.format === 'safeint' ? 'integer' : 'number';
    return { ...common, kind, schema, min: schema.minValue ?? -Infinity, max: schema.maxValue ?? Infinity };
  }
  if (schema instanceof z.ZodEnum) return { ...common, kind: 'choice', schema, choices: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { ...common, kind: 'boolean', schema };
  if (schema instanceof z.ZodString) return { ...common, kind: 'text', schema };
  throw new TypeError(`The field "${key}" is neither number, choice, boolean nor text.`);
}
