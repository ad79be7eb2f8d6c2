import type { ConfigValue } from '../engine/run-spec.ts';
import type { Notice } from './experiment.ts';
import type { FieldInfo, NumberField } from './field-info.ts';
import { sayAllowed, sayRaw, sayValue } from './say.ts';

/** What a written value comes to: itself, or what is wrong with it and the nearest allowed value, where there is one. */
export type Reading =
  | { readonly ok: true; readonly value: ConfigValue }
  | { readonly ok: false; readonly word: string; readonly nearest: ConfigValue | null };

/** Reads what a link or a form field holds. Never throws. */
export function readValue(field: FieldInfo, raw: string): Reading {
  switch (field.kind) {
    case 'number':
    case 'integer':
      return readNumber(field, raw);
    case 'boolean':
      return raw === 'true' || raw === 'false' ? { ok: true, value: raw === 'true' } : unreadable;
    case 'choice':
      return field.choices.includes(raw)
        ? { ok: true, value: raw }
        : { ok: false, word: 'Unknown value', nearest: null };
    case 'text':
      return field.schema.safeParse(raw).success ? { ok: true, value: raw } : unreadable;
  }
}

/** The value as a link writes it: `readValue(field, writeValue(value))` gives it back exactly. */
export function writeValue(value: ConfigValue): string {
  return String(value);
}

/** "clipRange = 99: allowed is 0 to 10; 10 is used." Beside the field itself its name is left out. */
export function complaint(field: FieldInfo, name: string | null, raw: string, word: string, used: ConfigValue): Notice {
  const written = raw === '' ? `${name ?? 'this'} is empty` : (name ? `${name} = ` : '') + sayRaw(raw);
  return { word, text: `${written}: ${sayAllowed(field, raw)}; ${sayValue(used)} is used.` };
}

const unreadable: Reading = { ok: false, word: 'Unreadable', nearest: null };

const NUMERAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

function readNumber(field: NumberField, raw: string): Reading {
  const typed = raw.trim().replaceAll('−', '-');
  const plain = GROUPED.test(typed) ? typed.replaceAll(',', '') : typed;
  if (!NUMERAL.test(plain)) return unreadable;
  const value = Number(plain) + 0; // −0 becomes 0
  if (field.schema.safeParse(value).success) return { ok: true, value };
  const inside = Math.min(field.max, Math.max(field.min, value));
  const nearest = field.kind === 'integer' ? Math.round(inside) : inside;
  if (!field.schema.safeParse(nearest).success) return unreadable;
  return { ok: false, word: inside === value ? 'Rounded' : 'Out of range', nearest };
}
