import type { FieldInfo } from './field-info.ts';

/** A number as a sentence writes it: thousands take a comma, minus is U+2212. */
export function sayNumber(value: number): string {
  const size = Math.abs(value);
  const digits =
    size >= 1000 && size < 1e15 ? size.toLocaleString('en-US', { maximumFractionDigits: 10 }) : String(size);
  return (value < 0 ? '−' : '') + digits.replace('e-', 'e−');
}

export function sayValue(value: number | string | boolean): string {
  return typeof value === 'number' ? sayNumber(value) : String(value);
}

/** "a, b or c" */
export function sayList(words: readonly string[], conjunction: 'or' | 'and'): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** What somebody wrote, short enough for a sentence. */
export function sayRaw(raw: string): string {
  const characters = [...raw];
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : raw;
}

/** The allowed values as half a sentence, such as "allowed is 0 to 10". `raw` is what broke a text's rule. */
export function sayAllowed(field: FieldInfo, raw = ''): string {
  switch (field.kind) {
    case 'number':
      return `allowed is ${sayRange(field.min, field.max)}`;
    case 'integer':
      return `allowed are whole numbers from ${sayRange(field.min, field.max)}`;
    case 'boolean':
      return 'allowed is true or false';
    case 'choice':
      return `allowed is ${sayList(field.choices, 'or')}`;
    case 'text':
      return `allowed is ${field.schema.safeParse(raw).error?.issues[0]?.message ?? 'any text'}`;
  }
}

/** "0 to 10" */
export function sayRange(min: number, max: number): string {
  if (max === Infinity) return min === -Infinity ? 'any number' : `${sayNumber(min)} upwards`;
  return min === -Infinity ? `anything up to ${sayNumber(max)}` : `${sayNumber(min)} to ${sayNumber(max)}`;
}
