import { tanh } from '../math.ts';

/** Entries to a unit. */
export const TANH_STEPS = 64;
const ENTRIES = 2048;

/** tanh(i / 64) for i = 0, 1, … 2047: in float64 it is 1 well before the end. */
export const tanhTable = (): Float64Array => Float64Array.from({ length: ENTRIES }, (_, i) => tanh(i / TANH_STEPS));
