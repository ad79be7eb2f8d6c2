import type { LineEvent, LineValue } from '../run-events.ts';

type Values = readonly LineValue[] | Promise<readonly LineValue[]>;

/** The event of a pseudo-code line whose work is done; `values` are computed only if somebody looks. */
export function line(number: number, values?: () => Values, { final = true } = {}): LineEvent {
  if (!values) return { kind: 'line', line: number, final };
  return { kind: 'line', line: number, final, inspect: async () => ({ values: await values() }) };
}

/** The same for a line that has more to show than values. */
export function lineWith(number: number, inspect: NonNullable<LineEvent['inspect']>, { final = true } = {}): LineEvent {
  return { kind: 'line', line: number, final, inspect };
}
