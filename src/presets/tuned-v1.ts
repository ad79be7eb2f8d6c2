import type { TunedTable } from './history.ts';
import { ddpg, svg0 } from './tuned-v1/chain-rule.ts';
import { npg, trpo } from './tuned-v1/natural-gradient.ts';
import { isPg, ppo } from './tuned-v1/old-data.ts';
import { actorCritic, reinforce, vpgAdaptive } from './tuned-v1/policy-gradient.ts';
import { a2c, a2cTrustRegion, a3c } from './tuned-v1/side-by-side.ts';
import { behaviorCloning, cem } from './tuned-v1/without-policy-gradient.ts';

/** Version 1 of the tuned defaults, by algorithm and environment: what differs from the algorithm's schema. */
export const tunedV1: TunedTable = {
  reinforce,
  'actor-critic': actorCritic,
  a2c,
  a3c,
  'is-pg': isPg,
  'ppo-clip': ppo,
  'ppo-kl': ppo,
  ddpg,
  svg0,
  npg,
  trpo,
  'vpg-adaptive': vpgAdaptive,
  'a2c-trust-region': a2cTrustRegion,
  'behavior-cloning': behaviorCloning,
  cem,
};
