// What the network kernel reaches of what the machine could: see README.md. Times of a 4-64-64-2 tanh network.
import { pathToFileURL } from 'node:url';
import { loadKernel } from '../src/engine/kernels/load.ts';
import { MlpKernel } from '../src/engine/kernels/mlp-kernel.ts';
import { KernelAdam } from '../src/engine/kernels/optimizers.ts';
import { parameterCount } from '../src/engine/nn/mlp.ts';
import { orthogonalTheta } from '../src/engine/nn/orthogonal.ts';
import { normal } from '../src/engine/rng.ts';
import { openBackend, tf } from '../src/engine/tf.ts';
import { progress } from './lib/report.ts';

export interface KernelResult {
  readonly id: string;
  readonly value: number;
  readonly unit: 'GFLOP/s' | 'ms';
}

const SHAPE = { sizes: [4, 64, 64, 2], activation: 'tanh' } as const;
const BATCHES = [1, 64, 1024, 8192];
/**
 * Multiply-adds a row: forward, weight gradients, and what goes down to the layers below (the first one's inputs left
 * out).
 */
const FORWARD = 4 * 64 + 64 * 64 + 64 * 2;
const TRAIN = 2 * FORWARD + 64 * 64 + 64 * 2;
const ROUNDS = 9;

/**
 * Things to measure take turns, so that other work on the machine disturbs all of them alike; each is the best of the
 * medians of `ROUNDS` turns.
 *
 * @returns ms for one call of each
 */
function takeTurns(works: readonly (() => void)[], turnMs = 40): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (const work of works) for (let i = 0; i < 3; i++) work();
  for (let round = 0; round < ROUNDS; round++) {
    works.forEach((work, which) => {
      best[which] = Math.min(best[which]!, medianTime(work, turnMs));
    });
  }
  return best;
}

/** The median over `milliseconds` of samples, each long enough for the clock. */
function medianTime(work: () => void, milliseconds: number): number {
  let calls = 1;
  const sample = () => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) work();
    return performance.now() - start;
  };
  while (sample() < 0.5) calls *= 2;
  const times: number[] = [];
  for (const end = performance.now() + milliseconds; performance.now() < end || times.length < 5; )
    times.push(sample() / calls);
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

const numbers = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => normal(1, 'initialise', 0, i));

/**
 * Peak, kernel and stock TensorFlow.js wasm, all on this machine and in one go. @throws Error where the kernel cannot
 * run
 */
export async function kernelResults(): Promise<KernelResult[]> {
  const { kernel: module, notice } = await loadKernel();
  if (!module) throw new Error(notice);
  const kernel = module.instantiate();
  const theta = orthogonalTheta(SHAPE, 1, 1, 'policy');
  const network = new MlpKernel(kernel, SHAPE, { batch: BATCHES.at(-1)! });
  const adam = new KernelAdam(network);
  network.setTheta(theta);
  network.input.values.set(numbers(network.input.length));
  network.dOutput.values.set(numbers(network.dOutput.length).map((d) => d / 1024));
  const direction = kernel.floats(network.parameters);
  const product = kernel.floats(network.parameters);
  direction.values.set(numbers(direction.length));

  const peakRounds = 5000;
  const works = [
    () => void kernel.exports.multiplyAdds(peakRounds),
    ...BATCHES.map((batch) => () => network.forward(batch)),
    ...BATCHES.map((batch) => () => {
      network.forward(batch);
      network.backward(batch);
      // So small that θ stays what it is worth training, however often it is done.
      adam.descend(1e-12);
    }),
    () => {
      network.forward(1024);
      network.fisherProduct('categorical', direction, 1024, product);
    },
  ];
  const [peakTime, ...times] = takeTurns(works);
  const peak = (peakRounds * 12 * 4 * 2) / peakTime! / 1e6;
  const forward = times.slice(0, BATCHES.length);
  const train = times.slice(BATCHES.length, 2 * BATCHES.length);
  const withForward = times.at(-1)!;
  const stock = await stockTimes(theta);
  return [
    { id: 'simd.peak', value: peak, unit: 'GFLOP/s' },
    ...BATCHES.flatMap((batch, i): KernelResult[] => [
      { id: `kernel.forward.${batch}`, value: forward[i]!, unit: 'ms' },
      { id: `kernel.train.${batch}`, value: train[i]!, unit: 'ms' },
      { id: `kernel.train.${batch}.gflops`, value: (2 * TRAIN * batch) / train[i]! / 1e6, unit: 'GFLOP/s' },
      { id: `tfjs.train.${batch}`, value: stock[i]!, unit: 'ms' },
    ]),
    { id: 'fvp.1024', value: withForward - forward[BATCHES.indexOf(1024)]!, unit: 'ms' },
  ];
}

/** The same step in TensorFlow.js as its own examples write it: layers of matMul, add and tanh, and its Adam. */
async function stockTimes(theta: Float32Array): Promise<number[]> {
  const { id, notice } = await openBackend('wasm');
  if (id !== 'wasm') throw new Error(notice ?? `the backend is ${id}`);
  let offset = 0;
  const layers = SHAPE.sizes.slice(1).map((outputs, layer) => {
    const inputs = SHAPE.sizes[layer]!;
    const weights = tf.transpose(tf.tensor2d(theta.subarray(offset, offset + inputs * outputs), [outputs, inputs]));
    offset += inputs * outputs + outputs;
    return { weights: tf.variable(weights), bias: tf.variable(tf.zeros([outputs])) };
  });
  if (offset !== parameterCount(SHAPE)) throw new Error('θ was cut wrongly');
  const optimizer = tf.train.adam(1e-12);
  const works = BATCHES.map((batch) => {
    const x = tf.tensor2d(numbers(batch * 4), [batch, 4]);
    const dOutput = tf.tensor2d(numbers(batch * 2), [batch, 2]);
    const loss = (): tf.Scalar => {
      let h: tf.Tensor = x;
      layers.forEach(({ weights, bias }, i) => {
        const z = tf.add(tf.matMul(h as tf.Tensor2D, weights), bias);
        h = i === layers.length - 1 ? z : tf.tanh(z);
      });
      return tf.mean(tf.mul(h, dOutput)) as tf.Scalar;
    };
    return () => optimizer.minimize(loss);
  });
  return takeTurns(
    works.map((work) => () => void work()),
    100,
  );
}

/** One line a result, and the two figures that the kernel is judged by. */
async function print(): Promise<void> {
  progress('measuring the kernel, and stock TensorFlow.js');
  const results = await kernelResults();
  const value = new Map(results.map(({ id, value }) => [id, value]));
  for (const { id, value, unit } of results)
    console.log(`${id.padEnd(26)} ${value.toPrecision(4).padStart(10)} ${unit}`);
  const share = value.get('kernel.train.1024.gflops')! / value.get('simd.peak')!;
  const gain = value.get('tfjs.train.1024')! / value.get('kernel.train.1024')!;
  console.log(
    `At batch 1024: ${(100 * share).toFixed(0)} % of the peak, ${gain.toFixed(1)} times stock TensorFlow.js.`,
  );
}

// Only when it is what was asked for, not when another benchmark takes its results.
if (process.argv[1]?.endsWith('kernel.mjs') && import.meta.url === pathToFileURL(process.argv[1]).href) await print();
