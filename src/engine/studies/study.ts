import type { Batch } from '../rollout/trajectories.ts';
import type { CheckpointPart, ConfigValue, RunConfig } from '../run-spec.ts';
import type { Interpolation } from './interpolation.ts';
import type { PlaneSlice } from './plane-slice.ts';
import type { PolicyMap } from './policy-map.ts';

/** An update as it happened: what it learned from, and θ before and after. Nothing of it is written to again. */
export interface UpdateRecord {
  readonly iteration: number;
  readonly batch: Batch;
  readonly thetaOld: Float32Array;
  readonly thetaNew: Float32Array;
  /** φ after the update; null where there is no V_φ. */
  readonly phi: Float32Array | null;
  /** How observations were normalised after it; null where they are not. */
  readonly normalizer: CheckpointPart | null;
  /** As in force in that iteration. */
  readonly config: RunConfig;
}

/** What a visible panel may ask about an update; each is computed from its record alone, so that it can be asked later too. */
export interface Studies {
  /** Along θ_old + t (θ_new − θ_old). */
  interpolation?: Interpolation;
  /** In the plane of the gradient and the natural gradient; null where an update has no gradient. */
  planeSlice?: PlaneSlice | null;
  /** π and V over a plane of state space; null where there is but one state. */
  policyMap?: PolicyMap | null;
}

export type StudyId = keyof Studies;

/** What a panel asks, with settings where the study has some. */
export interface StudyRequest {
  readonly id: StudyId;
  readonly settings?: Readonly<Record<string, ConfigValue>>;
}

/** What the Lab keeps of one update: the answers to what was asked. */
export interface StudyView {
  readonly iteration: number;
  readonly studies: Studies;
}
