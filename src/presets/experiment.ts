import type { BackendId, ConfigValue, RunConfig } from '../engine/run-spec.ts';

/** What a URL carries. */
export interface Experiment {
  readonly algo: string;
  readonly env: string;
  readonly seed: number;
  readonly backend: BackendId;
  /** Every field of the algorithm's schema and of the environment's options, resolved. */
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
