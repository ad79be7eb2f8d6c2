import type { LineEvent, LineValue } from '../run-events.ts';

type Values = readonly LineValue[] | Promise<readonly LineValue[]>;

/** The event of a pseudo-code line whose work is done; `values` are computed only if somebody looks. */
export const line = (number: number, values: () => Values, { final = true } = {}): LineEvent =>
  lineWith(number, async () => ({ values: await values() }), { final });

/** The same for a line that has more to show than values. */
export const lineWith = (number: number, inspect: LineEvent['inspect'], { final = true } = {}): LineEvent => ({
  kind: 'line',
  line: number,
  final,
  inspect,
});
