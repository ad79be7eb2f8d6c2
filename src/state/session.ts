import type { BackendId, ConfigValue, RunConfig } from '../engine/run-spec.ts';
import type { RunState } from '../worker/messages.ts';

/** The experiment that the address bar describes, and the life of its run. Low-frequency facts only: see metric-log.ts. */
export interface Session {
  readonly experiment: Experiment;
  /** What the last link or edit got wrong, each with what was used instead. */
  readonly notices: readonly Notice[];
  readonly run: RunFacts;
  /** The iteration that panels look back at; null is live. */
  readonly lookingBackAt: number | null;
}

/** What a URL carries. */
export interface Experiment {
  readonly algo: string;
  readonly env: string;
  readonly seed: number;
  readonly backend: BackendId;
  /** Every field of the algorithm's schema, resolved. */
  readonly config: RunConfig;
  readonly panels: readonly string[];
  /** Each panel's own state, by panel id. */
  readonly panelState: Readonly<Record<string, Readonly<Record<string, ConfigValue>>>>;
  /** Controls that a teacher has hidden, by config key or `algo`, `env`, `seed`. */
  readonly hide: readonly string[];
}

export interface Notice {
  /** The bold first word: "Unknown key", "Changed", "Diverged", "Restarted". */
  readonly word: string;
  /** A sentence that names the field, the value, the allowed range and what was used instead. */
  readonly text: string;
}

/** Refreshed at most a few times a second. */
export interface RunFacts {
  readonly state: RunState;
  /** The backend that really runs; null while loading. */
  readonly backend: string | null;
  readonly iteration: number;
  readonly steps: number;
  readonly return100: number | null;
  readonly stepsPerSecond: number | null;
  readonly fingerprint: string | null;
  /** Why the run stopped, where it did. */
  readonly diverged: string | null;
}
