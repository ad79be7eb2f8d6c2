interface Collecting {
  /** Environment steps so far. */
  readonly steps: number;
  readonly config: { readonly nSteps: number; readonly nEnvs: number; readonly totalSteps: number };
}

/** T, the steps that each environment takes before an update: the last ones are cut short, so that a run ends at `totalSteps`. */
export const horizonOf = ({ steps, config: { nSteps, nEnvs, totalSteps } }: Collecting): number =>
  Math.max(1, Math.min(nSteps, Math.ceil((totalSteps - steps) / nEnvs)));
