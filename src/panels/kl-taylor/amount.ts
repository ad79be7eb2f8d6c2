import { byMagnitude, fixed } from '../../charts/format.ts';

/** A quantity in about four digits, which keeps its width when it happens to be whole. */
export const amount = (value: number): string =>
  Number.isInteger(value) && value !== 0 && Math.abs(value) < 100 ? fixed(value, 3) : byMagnitude(value);
