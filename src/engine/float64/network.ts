import type { MlpShape } from '../nn/mlp.ts';
import { type Arithmetic, type Product, padded } from './arithmetic.ts';

/** One layer's matrices. Widths are padded, padding is zero in weights and so in what comes of them. */
interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where W begins in θ; b follows it. */
  readonly offset: number;
  /** W [outputs, inputs], Wᵀ [inputs, outputs] and b; the same of a direction; and dL/dW. */
  readonly weights: number;
  readonly transposed: number;
  readonly bias: number;
  readonly directionTransposed: number;
  readonly directionBias: number;
  readonly weightGradient: number;
}

/** Places of a batch: each layer's inputs (the last entry is the output), and two blocks as wide as the widest. */
interface Room {
  readonly rows: number;
  readonly values: readonly number[];
  readonly scratch: readonly [number, number];
}

/** mlp(θ, x) in float64, with its derivatives at the θ of the last forward pass. θ is laid out as nn/mlp.ts says. */
export class Network {
  private readonly layers: readonly Layer[];
  private readonly widest: number;
  private room: Room = { rows: 0, values: [], scratch: [0, 0] };
  /** Of the last forward pass. */
  private readonly theta: Float64Array;
  private rows = 0;

  constructor(
    private readonly arithmetic: Arithmetic,
    private readonly shape: MlpShape,
  ) {
    const { sizes } = shape;
    let offset = 0;
    this.layers = sizes.slice(1).map((outputs, at) => {
      const inputs = sizes[at]!;
      const matrix = () => arithmetic.allocate(padded(inputs) * padded(outputs));
      const row = () => arithmetic.allocate(padded(outputs));
      const layer = {
        inputs,
        outputs,
        offset,
        weights: matrix(),
        transposed: matrix(),
        bias: row(),
        directionTransposed: matrix(),
        directionBias: row(),
        weightGradient: matrix(),
      };
      offset += outputs * (inputs + 1);
      return layer;
    });
    this.widest = Math.max(...sizes.map(padded));
    this.theta = new Float64Array(offset);
  }

  /** The batch that the passes go over, rows × inputs. */
  load(x: ArrayLike<number>, rows: number): void {
    this.reserve(rows);
    this.rows = rows;
    this.put(x, this.shape.sizes[0]!, this.room.values[0]!);
  }

  /** @returns the outputs, rows × outputs */
  forward(theta: ArrayLike<number>): Float64Array {
    const { arithmetic, layers, rows } = this;
    for (let i = 0; i < this.theta.length; i++) this.theta[i] = theta[i]!;
    this.eachLayer((layer, input, output) => {
      this.transpose(this.theta, layer, layer.transposed, layer.bias);
      this.product(layer, input, layer.transposed, output, layer.bias);
      if (layer !== layers.at(-1)) this.activate(output, padded(rows) * padded(layer.outputs));
    });
    return this.take(this.room.values.at(-1)!, layers.at(-1)!.outputs, arithmetic.values);
  }

  /** J v, rows × outputs. */
  tangents(v: ArrayLike<number>): Float64Array {
    const { layers, room } = this;
    let [tangent, next] = room.scratch;
    this.eachLayer((layer, input, output) => {
      const { directionTransposed, directionBias } = layer;
      this.transpose(v, layer, directionTransposed, directionBias);
      this.product(layer, input, directionTransposed, next, directionBias);
      // Nothing comes from the batch itself.
      if (layer !== layers[0]) this.product(layer, tangent, layer.transposed, next, 'add');
      if (layer !== layers.at(-1)) this.multiplyBySlope(next, output, layer.outputs);
      [tangent, next] = [next, tangent];
    });
    return this.take(tangent, layers.at(-1)!.outputs, this.arithmetic.values);
  }

  /** Jᵀ d, of θ's length, for d rows × outputs. */
  backward(d: ArrayLike<number>): Float64Array {
    const { arithmetic, layers, room, rows } = this;
    const gradient = new Float64Array(this.theta.length);
    let [delta, below] = room.scratch;
    this.put(d, layers.at(-1)!.outputs, delta);
    for (let at = layers.length - 1; at >= 0; at--) {
      const layer = layers[at]!;
      const { inputs, outputs, offset, weights, weightGradient } = layer;
      const [deltaRow, inputRow] = [padded(outputs), padded(inputs)];
      // dL/dW = dᵀ h, summed over rows
      const [bRow, cRow, columns] = [inputRow, inputRow, inputRow];
      const outer = { a: delta, aRow: 1, aColumn: deltaRow, rows: deltaRow, depth: rows };
      arithmetic.product({ ...outer, b: room.values[at]!, bRow, c: weightGradient, cRow, columns, bias: 'none' });
      const { values } = arithmetic;
      for (let o = 0; o < outputs; o++) {
        const row = values.subarray(weightGradient + o * inputRow, weightGradient + o * inputRow + inputs);
        gradient.set(row, offset + o * inputs);
      }
      const bias = offset + outputs * inputs;
      for (let row = 0; row < rows; row++)
        for (let o = 0; o < outputs; o++) gradient[bias + o]! += values[delta + row * deltaRow + o]!;
      if (at === 0) break;
      this.copyWeights(layer);
      const back = { a: delta, aRow: deltaRow, aColumn: 1, rows: padded(rows), depth: outputs };
      arithmetic.product({ ...back, b: weights, bRow, c: below, cRow, columns, bias: 'none' });
      this.multiplyBySlope(below, room.values[at]!, inputs);
      [delta, below] = [below, delta];
    }
    return gradient;
  }

  /** Makes room for a batch. Room that is outgrown is not given back: doubling bounds what is lost. */
  private reserve(rows: number): void {
    if (rows <= this.room.rows) return;
    const room = padded(Math.max(rows, 2 * this.room.rows));
    const { arithmetic, shape, widest } = this;
    const block = (width: number) => arithmetic.allocate(room * padded(width));
    this.room = { rows: room, values: shape.sizes.map(block), scratch: [block(widest), block(widest)] };
  }

  private eachLayer(visit: (layer: Layer, input: number, output: number) => void): void {
    const { values } = this.room;
    this.layers.forEach((layer, at) => {
      visit(layer, values[at]!, values[at + 1]!);
    });
  }

  /** target ← a Wᵀ + bias, or target + a Wᵀ. */
  private product({ inputs, outputs }: Layer, a: number, b: number, target: number, bias: Product['bias']): void {
    const columns = padded(outputs);
    const left = { a, aRow: padded(inputs), aColumn: 1, rows: padded(this.rows), depth: inputs };
    this.arithmetic.product({ ...left, b, bRow: columns, c: target, cRow: columns, columns, bias });
  }

  private activate(place: number, count: number): void {
    const { arithmetic } = this;
    const { values } = arithmetic;
    if (this.shape.activation === 'tanh') arithmetic.tanh(place, count);
    // Written so that NaN stays.
    else for (let i = place; i < place + count; i++) if (values[i]! < 0) values[i] = 0;
  }

  /** d ← d ⊙ activation′, which its value h tells. */
  private multiplyBySlope(d: number, h: number, width: number): void {
    const { values } = this.arithmetic;
    const count = padded(this.rows) * padded(width);
    if (this.shape.activation === 'tanh')
      for (let i = 0; i < count; i++) values[d + i]! *= 1 - values[h + i]! * values[h + i]!;
    else for (let i = 0; i < count; i++) if (!(values[h + i]! > 0)) values[d + i] = 0;
  }

  private transpose(theta: ArrayLike<number>, layer: Layer, transposed: number, bias: number): void {
    const { inputs, outputs, offset } = layer;
    const { values } = this.arithmetic;
    const row = padded(outputs);
    for (let o = 0, at = offset; o < outputs; o++)
      for (let i = 0; i < inputs; i++) values[transposed + i * row + o] = theta[at++]!;
    for (let o = 0; o < outputs; o++) values[bias + o] = theta[offset + outputs * inputs + o]!;
  }

  private copyWeights({ inputs, outputs, offset, weights }: Layer): void {
    const { values } = this.arithmetic;
    for (let o = 0; o < outputs; o++) {
      const row = this.theta.subarray(offset + o * inputs, offset + (o + 1) * inputs);
      values.set(row, weights + o * padded(inputs));
    }
  }

  /** Rows of `width` numbers to and from a place where they are padded. */
  private put(rows: ArrayLike<number>, width: number, place: number): void {
    const { values } = this.arithmetic;
    for (let row = 0, at = 0; row < this.rows; row++)
      for (let i = 0; i < width; i++) values[place + row * padded(width) + i] = rows[at++]!;
  }

  private take(place: number, width: number, values: Float64Array): Float64Array {
    const rows = new Float64Array(this.rows * width);
    for (let row = 0, at = 0; row < this.rows; row++)
      for (let i = 0; i < width; i++) rows[at++] = values[place + row * padded(width) + i]!;
    return rows;
  }
}
