/** All that a run depends on. Same RunSpec, same backend: the same metrics to the last bit. */
export interface RunSpec {
  readonly algo: string;
  readonly env: string;
  /** A uint32. */
  readonly seed: number;
  readonly backend: BackendId;
  /** Fully resolved: every field of the algorithm's schema and of the environment's options. */
  readonly config: RunConfig;
}

export type BackendId = 'wasm' | 'webgpu' | 'cpu';
export const BACKENDS: readonly BackendId[] = ['wasm', 'webgpu', 'cpu'];

export type ConfigValue = number | string | boolean;
export type RunConfig = Readonly<Record<string, ConfigValue>>;

/**
 * Everything needed to go on identically, taken between two iterations: structured-cloneable, plain data.
 * `parts` holds one entry for each stateful component (θ, optimiser, environments, normalisation, …) by its name.
 */
export interface Checkpoint {
  readonly spec: RunSpec;
  /** Iterations finished. */
  readonly iteration: number;
  readonly parts: Readonly<Record<string, CheckpointPart>>;
}

export type CheckpointPart = Readonly<
  Record<string, number | string | boolean | null | Float32Array | Float64Array | Uint32Array | readonly number[]>
>;
