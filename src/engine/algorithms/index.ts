import { a2c } from './a2c/spec.ts';
import { a2cTrustRegion } from './a2c-trust-region/spec.ts';
import { a3c } from './a3c/spec.ts';
import { actorCritic } from './actor-critic/spec.ts';
import type { AlgorithmModule, AlgorithmSpec, BatchLearner } from './algorithm.ts';
import { behaviorCloning } from './behavior-cloning/spec.ts';
import { cem } from './cem/spec.ts';
import { ddpg } from './ddpg/spec.ts';
import { isPg } from './is-pg/spec.ts';
import { npg } from './npg/spec.ts';
import { ppoClip } from './ppo-clip/spec.ts';
import { ppoKl } from './ppo-kl/spec.ts';
import { reinforce } from './reinforce/spec.ts';
import { svg0 } from './svg0/spec.ts';
import { trpo } from './trpo/spec.ts';
import { vpgAdaptive } from './vpg-adaptive/spec.ts';

interface Registration {
  readonly spec: AlgorithmSpec;
  /** The training loop: the only part that needs TensorFlow.js. */
  readonly load: () => Promise<AlgorithmModule>;
}

/** One line an algorithm, in the lecture's order. */
export const ALGORITHMS: readonly Registration[] = [
  { spec: reinforce, load: () => import('./reinforce/train.ts') },
  { spec: actorCritic, load: () => import('./actor-critic/train.ts') },
  { spec: a2c, load: () => import('./a2c/train.ts') },
  { spec: a3c, load: () => import('./a3c/train.ts') },
  { spec: ddpg, load: () => import('./ddpg/train.ts') },
  { spec: svg0, load: () => import('./svg0/train.ts') },
  { spec: behaviorCloning, load: () => import('./behavior-cloning/train.ts') },
  { spec: isPg, load: () => import('./is-pg/train.ts') },
  { spec: npg, load: () => import('./npg/train.ts') },
  { spec: trpo, load: () => import('./trpo/train.ts') },
  { spec: ppoKl, load: () => import('./ppo-kl/train.ts') },
  { spec: ppoClip, load: () => import('./ppo-clip/train.ts') },
  { spec: vpgAdaptive, load: () => import('./vpg-adaptive/train.ts') },
  { spec: a2cTrustRegion, load: () => import('./a2c-trust-region/train.ts') },
  { spec: cem, load: () => import('./cem/train.ts') },
];

/** Those of them whose update can be handed a batch that another algorithm has collected. */
export const BATCH_LEARNERS = {
  reinforce: () => import('./reinforce/train.ts'),
  'is-pg': () => import('./is-pg/train.ts'),
  npg: () => import('./npg/train.ts'),
  trpo: () => import('./trpo/train.ts'),
  'ppo-kl': () => import('./ppo-kl/train.ts'),
  'ppo-clip': () => import('./ppo-clip/train.ts'),
} as const satisfies Record<string, () => Promise<BatchLearner>>;

export type BatchLearnerId = keyof typeof BATCH_LEARNERS;

/** @throws RangeError naming the id and the ones that exist. */
export function findAlgorithm(id: string): Registration {
  const found = ALGORITHMS.find(({ spec }) => spec.id === id);
  if (!found)
    throw new RangeError(
      `There is no algorithm "${id}"; there are ${ALGORITHMS.map(({ spec }) => spec.id).join(', ')}.`,
    );
  return found;
}
