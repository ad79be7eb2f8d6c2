import { thousands } from '../../charts/format.ts';

/** A step size as handles set it, with two digits or three. */
export const stepWords = (value: number): string =>
  value >= 100 ? thousands(value) : String(Number(value.toPrecision(3)));

export const updatesWords = (count: number): string => (count === 1 ? '1 update' : `${count} updates`);
