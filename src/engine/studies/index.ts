import type { ActingAgent } from '../algorithms/algorithm.ts';
import { Policy } from '../nn/policy.ts';
import type { Run } from '../run.ts';
import { StudyDesk } from './desk.ts';
import { interpolate } from './interpolation.ts';
import { slicePlane } from './plane-slice.ts';
import { mapPolicy } from './policy-map.ts';
import { compareUpdates, type SameBatch, type UpdateChoice } from './same-batch.ts';
import type { Studies, StudyId, StudyRequest, UpdateRecord } from './study.ts';

type Study<Id extends StudyId> = (
  desk: StudyDesk,
  update: UpdateRecord,
  breathe: () => Promise<void>,
  settings: NonNullable<StudyRequest['settings']>,
) => Promise<NonNullable<Studies[Id]> | null>;

/** One line a study. */
const STUDIES: { readonly [Id in StudyId]: Study<Id> } = {
  interpolation: interpolate,
  planeSlice: slicePlane,
  policyMap: mapPolicy,
};

/** Looks at a run's updates after they have happened; neither θ nor the run's randomness is touched. */
export class UpdateStudies {
  /** Set up when something is first asked. */
  private desk: StudyDesk | null = null;

  constructor(
    private readonly run: Run,
    private readonly agent: ActingAgent,
  ) {}

  /**
   * The newest update, between two iterations; null before the first, and for algorithms whose updates are no matter of one
   * batch.
   */
  async newest(): Promise<UpdateRecord | null> {
    const { policy, value, normalizer } = this.agent;
    const begun = (await policy.lastBegun?.()) ?? null;
    if (!begun || this.run.iteration === 0) return null;
    const { iteration, config } = this.run;
    return {
      iteration,
      ...begun,
      thetaNew: (await policy.theta()).slice(),
      phi: (await value?.phi?.())?.slice() ?? null,
      normalizer: normalizer ? structuredClone(normalizer.save()) : null,
      config,
    };
  }

  /** @param breathe lets messages in during long stretches of work; unlike the run's it never waits for "play" */
  async conduct(update: UpdateRecord, wants: readonly StudyRequest[], breathe: () => Promise<void>): Promise<Studies> {
    const { policy } = this.agent.policy;
    if (!(policy instanceof Policy)) return {};
    this.desk ??= new StudyDesk(this.run, policy);
    const found: Record<string, unknown> = {};
    for (const { id, settings = {} } of wants) found[id] = await STUDIES[id](this.desk, update, breathe, settings);
    return found;
  }

  /** Tries updates on the batch of this one: see `compareUpdates`. It takes seconds, so it is done on request alone. */
  compare(
    update: UpdateRecord,
    choices: readonly UpdateChoice[],
    breathe: () => Promise<void>,
    report: (soFar: SameBatch) => void,
  ): Promise<SameBatch> {
    return compareUpdates(this.run, update, choices, breathe, report);
  }
}
