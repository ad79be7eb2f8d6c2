import { tanh } from '../math.ts';
import type { Expert } from './expert.ts';

/** A policy that was trained and shipped, as `npm run experts` writes it. */
export interface TrainedPolicy {
  /** What trained it: with the pairing's defaults, `settings`, seed and steps the same run can be had again. */
  readonly algorithm: string;
  readonly environment: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly steps: number;
  readonly fingerprint: string;
  /** Mean return of its greedy policy over 100 episodes. */
  readonly greedyReturn: number;

  /** Inputs, hidden widths …, outputs: logits of the actions, or the mean of each component. */
  readonly sizes: readonly number[];
  /** Hidden layers are tanh. What the network sees is (observation − mean) / deviation, cut to ±`clip`; null where it is raw. */
  readonly normalizer: {
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    readonly clip: number;
  } | null;
  /** The network's parameters in the layout of nn/mlp.ts: float32, little-endian, base64. */
  readonly theta: string;
}

/** The greedy policy of a trained network, computed here in float64: it needs neither backend nor kernel. */
export function trainedExpert(trained: TrainedPolicy, actionKind: 'discrete' | 'box'): Expert {
  const { algorithm, seed, steps, sizes, normalizer } = trained;
  const theta = decodeFloats(trained.theta);
  const inputs = sizes[0]!;
  const input = new Float64Array(inputs);
  return {
    source: `${algorithm}, trained for ${steps.toLocaleString('en')} steps with seed ${seed}`,
    act(observations, at, actions, actionAt) {
      for (let i = 0; i < inputs; i++) input[i] = observations[at + i]!;
      if (normalizer) normalise(input, normalizer);
      const outputs = networkOutputs(theta, sizes, input);
      if (actionKind === 'box') actions.set(outputs, actionAt);
      else actions[actionAt] = outputs.indexOf(Math.max(...outputs));
    },
  };
}

function normalise(input: Float64Array, { mean, deviation, clip }: NonNullable<TrainedPolicy['normalizer']>): void {
  for (let i = 0; i < input.length; i++)
    input[i] = Math.max(-clip, Math.min(clip, (input[i]! - mean[i]!) / deviation[i]!));
}

/** An MLP of tanh layers and a linear last one on a single input. */
export function networkOutputs(theta: Float32Array, sizes: readonly number[], input: Float64Array): Float64Array {
  let values = input;
  let offset = 0;
  for (let layer = 1; layer < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer - 1]!, sizes[layer]!];
    const next = new Float64Array(outputs);
    for (let o = 0; o < outputs; o++) {
      let z = theta[offset + outputs * inputs + o]!;
      for (let i = 0; i < inputs; i++) z += theta[offset + o * inputs + i]! * values[i]!;
      next[o] = layer === sizes.length - 1 ? z : tanh(z);
    }
    offset += outputs * (inputs + 1);
    values = next;
  }
  return values;
}

/** Float32 numbers as base64 and back, whatever the machine's own byte order. */
export function encodeFloats(numbers: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [i, value] of numbers.entries()) view.setFloat32(4 * i, value, true);
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(''));
}

export function decodeFloats(text: string): Float32Array {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
