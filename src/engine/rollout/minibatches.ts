import { shuffle } from '../rng.ts';

/** A part of a batch for one step. */
export interface Minibatch {
  /** Rows of the batch. */
  readonly rows: Uint32Array;
  /** From 1 to `rounds`, within its epoch. */
  readonly round: number;
  readonly rounds: number;
}

/** More epochs than an update may have: keeps the shuffles of different iterations apart. */
const MOST_EPOCHS = 128;

/** One epoch: all rows of a batch in random order, cut into minibatches; the last one may be smaller. */
export function* minibatches(
  size: number,
  batchSize: number,
  { seed, iteration, epoch }: { readonly seed: number; readonly iteration: number; readonly epoch: number },
): Generator<Minibatch> {
  const order = new Uint32Array(size);
  shuffle(order, seed, iteration * MOST_EPOCHS + epoch);
  const rounds = Math.ceil(size / batchSize);
  for (let round = 1; round <= rounds; round++) {
    yield { rows: order.subarray((round - 1) * batchSize, round * batchSize), round, rounds };
  }
}

/** The entries of `values` that a minibatch asks for, as a new array. */
export function pickRows(values: Float32Array, rows: Uint32Array): Float32Array {
  const picked = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}
