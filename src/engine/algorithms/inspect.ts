import type { LineValues } from '../run-events.ts';
import { read, type tf } from '../tf.ts';

/** The ratios of a minibatch: their range on the line, and every sample for a panel that asked for them. */
export async function inspectRatios(
  ratioOf: () => tf.Tensor1D,
  { advantages }: { readonly advantages: tf.Tensor1D },
  clipRange: number,
  wanted: boolean,
): Promise<LineValues> {
  const tensor = ratioOf();
  const ratio = Float32Array.from(await read(tensor));
  tensor.dispose();
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const r of ratio) {
    least = Math.min(least, r);
    most = Math.max(most, r);
  }
  const outside = ratio.reduce((count, r) => count + (Math.abs(r - 1) > clipRange ? 1 : 0), 0) / ratio.length;
  const values = [
    { label: 'least *r*', value: least },
    { label: 'greatest *r*', value: most },
    { label: 'outside 1 ± *ε*', value: outside },
  ];
  if (!wanted) return { values };
  return {
    values,
    diagnostics: { ratios: { ratio, advantage: Float32Array.from(await read(advantages)), clipRange } },
  };
}
