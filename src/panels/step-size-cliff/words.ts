import { fixed, shortest } from '../../charts/format.ts';

/** 0.00316 → "0.0032": two digits name a half decade. */
export const sayStep = (value: number): string => shortest(Number(value.toPrecision(2)));

/** Returns of hundreds are whole; those of FrozenLake are shares of 1. */
export const sayReturn = (value: number): string =>
  Math.abs(value) < 10 && !Number.isInteger(value) ? fixed(value, 2) : fixed(value, 0);
