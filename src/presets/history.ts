import type { ConfigValue } from '../engine/run-spec.ts';
import { tunedV1 } from './tuned-v1.ts';

/** Tuned values that differ from an algorithm's schema, by environment and key. */
export type TunedAlgorithm = Readonly<Record<string, Readonly<Record<string, ConfigValue>>>>;

/** Those of all algorithms, by id. */
export type TunedTable = Readonly<Record<string, TunedAlgorithm>>;

/** Parameters of a link as they are written, by key. */
export type Params = ReadonlyMap<string, string>;

/** What links meant over time. To retune or to rename after a release: add a table and a migration, change neither. */
export interface History {
  readonly current: number;
  /** Each version's table, in that version's own keys. */
  readonly tables: Readonly<Record<number, TunedTable>>;
  /** `migrations[n]` rewrites parameters of version n as version n + 1 would write them. It must not throw. */
  readonly migrations: Readonly<Record<number, (params: Params) => Params>>;
}

export const CURRENT_VERSION = 1;

export const HISTORY: History = { current: CURRENT_VERSION, tables: { 1: tunedV1 }, migrations: {} };

/** Parameters of version `from`, rewritten step by step until they are of the current version. */
export function migrate(params: Params, from: number, history: History): Params {
  let migrated = params;
  for (let version = from; version < history.current; version++)
    migrated = history.migrations[version]?.(migrated) ?? migrated;
  return migrated;
}
