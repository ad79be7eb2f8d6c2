import { tf } from '../tf.ts';
import type { Batch } from './trajectories.ts';

/** A batch as tensors: observations and codes [size, width], all else [size]. */
export interface DeviceBatch {
  readonly observations: tf.Tensor2D;
  readonly codes: tf.Tensor2D;
  readonly returns: tf.Tensor1D;
  readonly values: tf.Tensor1D;
}

/** The named parts of a batch on the device; the caller disposes them. */
export function toDevice<Part extends keyof DeviceBatch>(
  batch: Batch,
  parts: readonly Part[],
): Pick<DeviceBatch, Part> {
  const tensor = (part: Part): tf.Tensor =>
    part === 'observations' || part === 'codes'
      ? tf.tensor2d(batch[part], [batch.size, batch[part].length / batch.size])
      : tf.tensor1d(batch[part]);
  return Object.fromEntries(parts.map((part) => [part, tensor(part)])) as Pick<DeviceBatch, Part>;
}

/** The rows of every tensor in `record` that `rows` names; the caller disposes them. */
export function gatherRows<Tensors extends { readonly [name in keyof Tensors]: tf.Tensor }>(
  record: Tensors,
  rows: Uint32Array,
): Tensors {
  return tf.tidy(() => {
    const indices = tf.tensor1d(Int32Array.from(rows), 'int32');
    const gathered = Object.entries<tf.Tensor>(record).map(([name, tensor]) => [name, pick(tensor, indices)]);
    return Object.fromEntries(gathered) as Tensors & tf.TensorContainerObject;
  });
}

/** Stateless environments have observations of width 0, which no device gathers. */
const pick = (tensor: tf.Tensor, indices: tf.Tensor1D): tf.Tensor =>
  tensor.shape.length === 2 && tensor.shape[1] === 0 ? tf.zeros([indices.size, 0]) : tf.gather(tensor, indices);
