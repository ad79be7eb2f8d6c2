import { shortest, withoutZero } from '../charts/format.ts';
import { findAlgorithm } from '../engine/algorithms/index.ts';
import type { ConfigValue } from '../engine/run-spec.ts';

/** How a hyperparameter is called in a figure: by its symbol where it has one, else by its name. Rich-text markup. */
export function fieldSymbol(algo: string, key: string): string {
  const shape: Readonly<Record<string, { meta?: () => Record<string, unknown> | undefined }>> =
    findAlgorithm(algo).spec.config.shape;
  const schema = shape[key];
  // a default wraps the field that carries the documentation
  const inner = schema && 'unwrap' in schema && typeof schema.unwrap === 'function' ? schema.unwrap() : schema;
  const meta = inner?.meta?.() ?? schema?.meta?.() ?? {};
  return String(meta.symbol ?? meta.label ?? key);
}

/** 0.2 → ".2", 0.0003 → "3e−4", true → "on": a value in as little room as a figure has. */
export function tersely(value: ConfigValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential().replace('-', '\u2212');
  return withoutZero(shortest(value));
}
