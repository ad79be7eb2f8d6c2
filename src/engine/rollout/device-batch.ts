import { tf } from '../tf.ts';
import type { Batch } from './trajectories.ts';

/** A batch as tensors on the device: what losses are computed from. Dispose it when the update is done. */
export interface DeviceBatch {
  /** [size, observation size] */
  readonly observations: tf.Tensor2D;
  /** [size, code size] */
  readonly codes: tf.Tensor2D;
  /** [size] each */
  readonly advantages: tf.Tensor1D;
  readonly returns: tf.Tensor1D;
  readonly values: tf.Tensor1D;
}

export function toDevice(batch: Batch): DeviceBatch {
  const { size } = batch;
  return {
    observations: tf.tensor2d(batch.observations, [size, batch.observations.length / size]),
    codes: tf.tensor2d(batch.codes, [size, batch.codes.length / size]),
    advantages: tf.tensor1d(batch.advantages),
    returns: tf.tensor1d(batch.returns),
    values: tf.tensor1d(batch.values),
  };
}

/** The rows of every tensor in `record` that `indices` names. */
export function gatherRows<Record_ extends { readonly [name: string]: tf.Tensor }>(
  record: Record_,
  indices: Uint32Array,
): Record_ {
  return tf.tidy(() => {
    const rows = tf.tensor1d(Int32Array.from(indices), 'int32');
    return Object.fromEntries(Object.entries(record).map(([name, tensor]) => [name, pick(tensor, rows)])) as Record_;
  });
}

/** Stateless environments have observations of width 0, which no kernel gathers. */
const pick = (tensor: tf.Tensor, rows: tf.Tensor1D): tf.Tensor =>
  tensor.shape.length === 2 && tensor.shape[1] === 0 ? tf.zeros([rows.size, 0]) : tf.gather(tensor, rows);

/** Cuts 0 … size − 1, in the given order, into minibatches of `batchSize`; the last one may be smaller. */
export function* minibatches(order: Uint32Array, batchSize: number): Generator<Uint32Array> {
  for (let at = 0; at < order.length; at += batchSize) yield order.subarray(at, at + batchSize);
}
