import {
  combinedPull,
  type Design,
  type Gradients,
  gradients,
  layerNorms,
  type TrunkPull,
  trunkPull,
} from '../../exact/small-actor-critic.ts';
import { fittedParameters } from './fit.ts';

/** What the reader sets. */
export interface NetworksState {
  /** c, the weight of the value loss. */
  readonly vfCoef: number;
  readonly updates: number;
  readonly seed: number;
}

/** One design after so many updates: both gradients, and how long they are in each layer, first layer first. */
export interface DesignFindings extends Gradients {
  readonly policyNorms: readonly number[];
  /** Not yet weighted by c. */
  readonly valueNorms: readonly number[];
}

export interface Fit {
  readonly two: DesignFindings;
  readonly shared: DesignFindings;
  /** On the trunk of the shared design. */
  readonly pull: TrunkPull;
}

/** Everything that c does not change. */
export function fitOf({ seed, updates }: Pick<NetworksState, 'seed' | 'updates'>): Fit {
  const shared = findingsOf('shared', seed, updates);
  return { two: findingsOf('two', seed, updates), shared, pull: trunkPull(shared) };
}

function findingsOf(design: Design, seed: number, updates: number): DesignFindings {
  const found = gradients(fittedParameters(design, seed, updates));
  return {
    ...found,
    policyNorms: layerNorms(design, 'policy', found.policy),
    valueNorms: layerNorms(design, 'value', found.value),
  };
}

/** The step of the shared trunk, and in degrees how far it points away from what the policy loss asks. */
export function stepOf({ pull }: Fit, vfCoef: number) {
  const combined = combinedPull(pull, vfCoef);
  return { ...combined, degrees: (combined.angle * 180) / Math.PI };
}
