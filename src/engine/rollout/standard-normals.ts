import { normal, type Stream } from '../rng.ts';

/**
 * z ~ N(0, I), drawn apart from what is made of it: an array of its own that is filled anew for each counter.
 * @param which tells draws of the same counter apart
 */
export class StandardNormals {
  private values = new Float32Array(0);

  constructor(
    private readonly seed: number,
    private readonly stream: Stream,
    private readonly which: number,
  ) {}

  /** Valid until the next call. */
  draw(count: number, counter: number): Float32Array {
    if (this.values.length !== count) this.values = new Float32Array(count);
    const { values, seed, stream, which } = this;
    for (let i = 0; i < count; i++) values[i] = normal(seed, stream, which, counter, i);
    return values;
  }
}
