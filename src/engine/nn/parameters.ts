import type { CheckpointPart } from '../run-spec.ts';
import { read, tf } from '../tf.ts';

/** θ or φ: one flat vector on the device, replaced as a whole by each step. Owns its tensor. */
export class Parameters {
  private current: tf.Tensor1D;

  constructor(initial: Float32Array) {
    this.current = tf.keep(tf.tensor1d(initial, 'float32'));
  }

  /** [parameterCount]; valid until the next `replace`. */
  get tensor(): tf.Tensor1D {
    return this.current;
  }

  get size(): number {
    return this.current.size;
  }

  /** Takes over `next` and disposes the vector before it. */
  replace(next: tf.Tensor1D): void {
    tf.keep(next);
    this.current.dispose();
    this.current = next;
  }

  /** A copy on the CPU. */
  async read(): Promise<Float32Array> {
    return Float32Array.from(await read(this.current));
  }

  async save(): Promise<CheckpointPart> {
    return { values: await this.read() };
  }

  load({ values }: CheckpointPart): void {
    this.replace(tf.tensor1d(values as Float32Array, 'float32'));
  }

  dispose(): void {
    this.current.dispose();
  }
}
