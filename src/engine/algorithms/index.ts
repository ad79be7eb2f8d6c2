import type { AlgorithmModule, AlgorithmSpec } from './algorithm.ts';
import { ppoClip } from './ppo-clip/spec.ts';
import { reinforce } from './reinforce/spec.ts';

interface Registration {
  readonly spec: AlgorithmSpec;
  /** The training loop: the only part that needs TensorFlow.js. */
  readonly load: () => Promise<AlgorithmModule>;
}

/** One line an algorithm, in the lecture's order. */
export const ALGORITHMS: readonly Registration[] = [
  { spec: reinforce, load: () => import('./reinforce/train.ts') },
  { spec: ppoClip, load: () => import('./ppo-clip/train.ts') },
];

/** @throws RangeError naming the id and the ones that exist. */
export function findAlgorithm(id: string): Registration {
  const found = ALGORITHMS.find(({ spec }) => spec.id === id);
  if (!found)
    throw new RangeError(
      `There is no algorithm "${id}"; there are ${ALGORITHMS.map(({ spec }) => spec.id).join(', ')}.`,
    );
  return found;
}
