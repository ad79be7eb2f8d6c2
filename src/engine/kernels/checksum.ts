import { uniform } from '../rng.ts';
import type { Kernel } from './kernel.ts';
import { loadKernel } from './load.ts';
import { MlpKernel } from './mlp-kernel.ts';
import { KernelAdam } from './optimizers.ts';
import { PolicyHead } from './policy-head.ts';
import { ValueHead } from './value-head.ts';

/** What `kernelChecksum` gives. Changes only with the kernel's arithmetic, and with it every run's fingerprint. */
export const KERNEL_CHECKSUM = 'e00412eb';

const ROWS = 150;

/**
 * One number for all that the kernel computes: eight hexadecimal digits over the bits of θ after a small, fixed
 * training of three policies and a value function, and of a Fisher-vector product of each. Equal wherever the kernel
 * keeps its promise.
 *
 * @throws Error where the kernel cannot run
 */
export async function kernelChecksum(): Promise<string> {
  const { kernel: module, notice } = await loadKernel();
  if (!module) throw new Error(notice);
  const kernel = module.instantiate();
  // FNV-1a over 32-bit words.
  let hash = 0x811c9dc5;
  for (const numbers of [
    trainPolicy(kernel, 'categorical', [5, 33, 16, 3]),
    trainPolicy(kernel, 'gaussian', [3, 20, 2]),
    trainPolicy(kernel, 'sigmoid', [0, 1]),
    trainValue(kernel),
  ]) {
    const bits = new Uint32Array(Float32Array.from(numbers).buffer);
    for (const word of bits) hash = Math.imul(hash ^ word, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function trainPolicy(kernel: Kernel, kind: 'categorical' | 'gaussian' | 'sigmoid', sizes: number[]): number[] {
  const width = sizes.at(-1)!;
  const freeParameters = kind === 'gaussian' ? width : 0;
  const policy = new MlpKernel(kernel, { sizes, activation: 'tanh' }, { batch: ROWS, freeParameters });
  const head = new PolicyHead(policy, kind);
  const adam = new KernelAdam(policy);
  policy.setTheta(numbers(0, policy.parameters));
  policy.input.values.set(numbers(1, ROWS * sizes[0]!));
  head.advantages.values.set(numbers(2, ROWS));
  head.codes.values.set(numbers(3, ROWS * width));
  if (kind === 'categorical') {
    head.codes.values.fill(0);
    for (let row = 0; row < ROWS; row++) head.codes.values[row * width + (row % width)] = 1;
  }
  policy.forward(ROWS);
  head.remember(ROWS);
  const figures: number[] = [];
  for (let step = 0; step < 20; step++) {
    policy.forward(ROWS);
    const settings = { surrogate: 'clipped', clipRange: 0.1, entropyCoefficient: 0.01, klCoefficient: 0.1 } as const;
    figures.push(head.ascend(ROWS, settings).objective);
    policy.backward(ROWS);
    figures.push(policy.limitGradient(0.5));
    adam.ascend(0.01);
  }
  policy.forward(ROWS);
  const product = kernel.floats(policy.parameters);
  policy.fisherProduct(kind, policy.gradient, ROWS, product);
  return [...figures, ...policy.theta.values, ...product.values];
}

function trainValue(kernel: Kernel): number[] {
  const value = new MlpKernel(kernel, { sizes: [4, 17, 9, 1], activation: 'relu' }, { batch: ROWS });
  const head = new ValueHead(value);
  const adam = new KernelAdam(value);
  value.setTheta(numbers(4, value.parameters));
  value.input.values.set(numbers(5, ROWS * 4));
  head.targets.values.set(numbers(6, ROWS));
  const losses: number[] = [];
  for (let step = 0; step < 20; step++) {
    value.forward(ROWS);
    if (step === 0) head.oldValues.values.set(value.output.values);
    losses.push(head.descend(ROWS, 0.2, 0.5));
    value.backward(ROWS);
    adam.descend(0.01);
  }
  return [...losses, ...value.theta.values];
}

/** `count` numbers between −½ and ½, always the same. */
const numbers = (which: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => uniform(1, 'initialise', which, i) - 0.5);
