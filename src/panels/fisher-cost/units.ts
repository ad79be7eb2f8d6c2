import { fixed, thousands } from '../../charts/format.ts';

/** Milliseconds in each unit, and its name for one and for more. */
const DURATIONS = [
  [1e-3, 'µs', 'µs'],
  [1, 'ms', 'ms'],
  [1e3, 's', 's'],
  [6e4, 'min', 'min'],
  [3.6e6, 'h', 'h'],
  [8.64e7, 'day', 'days'],
  [3.15576e10, 'year', 'years'],
] as const;

const SIZES = [
  [1, 'B', 'B'],
  [1e3, 'kB', 'kB'],
  [1e6, 'MB', 'MB'],
  [1e9, 'GB', 'GB'],
  [1e12, 'TB', 'TB'],
  [1e15, 'PB', 'PB'],
] as const;

/** Milliseconds in the largest unit that makes them at least one, with two significant digits: "5.5 ms", "14 years". */
export const sayDuration = (milliseconds: number): string => inUnits(milliseconds, DURATIONS);

/** Bytes likewise: "340 MB". */
export const sayBytes = (bytes: number): string => inUnits(bytes, SIZES);

/** A factor of at least one: "1.4", "120", "7,000". */
export const sayFactor = (factor: number): string => twoDigits(factor);

type Units = readonly (readonly [size: number, one: string, more: string])[];

function inUnits(value: number, units: Units): string {
  // what would be written as 1,000 of one unit is 1 of the next
  const rounded = value > 0 ? Number(value.toPrecision(2)) : 0;
  const [size, one, more] = units.findLast(([least]) => rounded >= least) ?? units[0]!;
  const text = twoDigits(value / size);
  return `${text} ${text === '1' || text === '1.0' ? one : more}`;
}

function twoDigits(value: number): string {
  const rounded = Number(value.toPrecision(2));
  if (rounded >= 1000) return thousands(rounded);
  return fixed(rounded, rounded >= 10 ? 0 : rounded >= 1 ? 1 : 2);
}
