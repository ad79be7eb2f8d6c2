/** Numbers as the interface writes them: U+2212 for minus, commas between thousands, as many decimals as asked for. */

const MINUS = '\u2212';

/** What stands where a number is not known. */
export const UNKNOWN = '–';

/** A fixed number of decimals; a value that rounds to zero has no sign. */
export function fixed(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? MINUS + digits : digits;
}

/** `fixed` with a plus sign for what is above zero: for differences. */
export function signed(value: number, decimals = 2): string {
  const text = fixed(value, decimals);
  return Number(value.toFixed(decimals)) > 0 ? `+${text}` : text;
}

/** 86016 → "86,016". */
export function thousands(value: number, decimals = 0): string {
  const [whole = '', fraction] = fixed(value, decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** 20000 → "20 k", 1500000 → "1.5 M": for ticks, where the unit stands with the number. */
export function kilo(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${shortest(value / 1e6)} M`;
  if (size >= 1e3) return `${shortest(value / 1e3)} k`;
  return shortest(value);
}

/** 0.153 → "15 %". */
export function percent(fraction: number): string {
  return `${fixed(fraction * 100, 0)} %`;
}

/** A probability, always with three decimals, so that one near 0 or 1 can be told from it. */
export function probability(value: number): string {
  return fixed(value, 3);
}

/** 0.061 → ".061": where room is short and the leading zero says nothing. */
export function withoutZero(text: string): string {
  return text.replace(/^(\u2212?)0\./, '$1.');
}

/** As few digits as identify the number, up to six significant ones. */
export function shortest(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  return String(Number(value.toPrecision(6))).replace('-', MINUS);
}

/** A quantity of unknown size, in about four significant digits: for live values. */
export function byMagnitude(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const size = Math.abs(value);
  if (Number.isInteger(value)) return thousands(value);
  if (size >= 1000) return thousands(value);
  if (size >= 100) return fixed(value, 1);
  if (size >= 10) return fixed(value, 2);
  if (size >= 0.1) return fixed(value, 3);
  if (size >= 0.001) return fixed(value, 4);
  return value.toExponential(1).replaceAll('-', MINUS);
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : `${MINUS}∞`;
}
