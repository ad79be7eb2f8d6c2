import type { KernelExports } from './exports.ts';

/**
 * One instance of the compiled kernel and its memory, in which any number of networks and vectors live. Memory is a
 * bump arena: what is allocated stays; creating and reserving may make it grow; computing does not (but for the first
 * gradient in inputs).
 */
export class Kernel {
  constructor(readonly exports: KernelExports) {}

  /** A new array of zeros, aligned for vector operations. */
  floats(length: number): Floats {
    return new Floats(this, this.exports.allocate(length), length);
  }

  indices(length: number): Indices {
    return new Indices(this, this.exports.allocate(length), length);
  }

  /** ⟨x, y⟩, summed in float64. */
  dot(x: Floats, y: Floats): number {
    return this.exports.dot(x.address, y.address, sameLength(x, y));
  }

  /** ‖x‖. */
  norm(x: Floats): number {
    return Math.sqrt(this.dot(x, x));
  }

  /** y ← y + factor · x. */
  addScaled(factor: number, x: Floats, y: Floats): void {
    this.exports.addScaled(factor, x.address, y.address, sameLength(x, y));
  }

  /** y ← share · x + (1 − share) · y. */
  average(share: number, x: Floats, y: Floats): void {
    this.exports.average(share, x.address, y.address, sameLength(x, y));
  }

  /** x ← factor · x. */
  scale(factor: number, x: Floats): void {
    this.exports.scale(factor, x.address, x.length);
  }

  /** target ← the first `length` numbers of source. */
  copy(source: Floats, target: Floats, length = sameLength(source, target)): void {
    withinLength(length, source);
    withinLength(length, target);
    this.exports.copy(source.address, target.address, length);
  }

  /**
   * Row i of target ← row `indices[from + i]` of source, for `count` rows of `width` numbers: a minibatch out of a
   * batch. The indices themselves are not checked.
   */
  gather(source: Floats, width: number, indices: Indices, from: number, count: number, target: Floats): void {
    withinLength(count * width, target);
    withinLength(from + count, indices);
    this.exports.gather(source.address, width, indices.address + 4 * from, count, target.address);
  }
}

/** An array in a kernel's memory. */
abstract class Block<View extends Float32Array | Float64Array | Uint32Array> {
  private view: View | null = null;

  constructor(
    private readonly kernel: Kernel,
    readonly address: number,
    readonly length: number,
  ) {}

  /**
   * The numbers themselves, to read and write. Ask again after something was created: growing memory detaches old
   * views.
   */
  get values(): View {
    // A detached view has length 0. To ask the memory for its buffer each time would be a call out of compiled code.
    if (this.view === null || this.view.length === 0) {
      this.view = this.look(this.kernel.exports.memory.buffer as ArrayBuffer);
    }
    return this.view;
  }

  protected abstract look(buffer: ArrayBuffer): View;
}

export class Floats extends Block<Float32Array<ArrayBuffer>> {
  protected look(buffer: ArrayBuffer): Float32Array<ArrayBuffer> {
    return new Float32Array(buffer, this.address, this.length);
  }
}

export class Doubles extends Block<Float64Array<ArrayBuffer>> {
  protected look(buffer: ArrayBuffer): Float64Array<ArrayBuffer> {
    return new Float64Array(buffer, this.address, this.length);
  }
}

export class Indices extends Block<Uint32Array<ArrayBuffer>> {
  protected look(buffer: ArrayBuffer): Uint32Array<ArrayBuffer> {
    return new Uint32Array(buffer, this.address, this.length);
  }
}

function sameLength(x: Floats, y: Floats): number {
  if (x.length !== y.length) throw new RangeError(`vectors of ${x.length} and ${y.length} numbers`);
  return x.length;
}

/** @throws RangeError if `length` numbers do not fit: the kernel itself checks nothing. */
function withinLength(length: number, block: { readonly length: number }): void {
  if (!(length >= 0 && length <= block.length)) throw new RangeError(`${length} numbers, but room for ${block.length}`);
}
