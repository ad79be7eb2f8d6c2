import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Checkpoint, RunSpec } from '../engine/run-spec.ts';
import type { SavedLog } from './run-log.ts';

/** A run as it stood at its last checkpoint. */
export interface SavedRun {
  readonly checkpoint: Checkpoint;
  readonly log: SavedLog;
}

/** Where runs outlive their tab. No method ever rejects: without storage, nothing is kept, and nothing else changes. */
export interface RunStorage {
  /** Keeps `run` as the run of the experiment `spec`, in place of what was kept before. */
  save(spec: RunSpec, run: SavedRun): Promise<void>;
  find(spec: RunSpec): Promise<SavedRun | null>;
  forget(spec: RunSpec): Promise<void>;
}

/** Runs of this many experiments are kept: the latest ones. */
const MOST_RUNS = 5;

/** Milliseconds after which a storage that does not answer is taken for absent. */
const PATIENCE = 3000;

interface Schema extends DBSchema {
  runs: {
    key: string;
    value: SavedRun & { readonly key: string; readonly savedAt: number };
    indexes: { savedAt: number };
  };
}

/** Everything that a run depends on, as one string: equal specs give equal keys. */
export function runKey({ algo, env, seed, backend, config }: RunSpec): string {
  const fields = Object.entries(config).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([algo, env, seed, backend, fields]);
}

/** Runs in the browser's IndexedDB. */
export function browserStorage(): RunStorage {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    database ??= openDB<Schema>('policy-gradient-playground', 1, {
      upgrade: (db) => db.createObjectStore('runs', { keyPath: 'key' }).createIndex('savedAt', 'savedAt'),
    });
    return database;
  };

  return {
    save: (spec, run) =>
      orNull(async () => {
        const store = (await open()).transaction('runs', 'readwrite').store;
        await store.put({ ...run, key: runKey(spec), savedAt: Date.now() });
        const oldestFirst = await store.index('savedAt').getAllKeys();
        for (const key of oldestFirst.slice(0, -MOST_RUNS)) await store.delete(key);
      }).then(() => {}),
    find: (spec) => orNull(async () => (await (await open()).get('runs', runKey(spec))) ?? null),
    forget: (spec) => orNull(async () => (await open()).delete('runs', runKey(spec))).then(() => {}),
  };
}

/** Private windows, full disks and old browsers refuse in many ways; to a run they are all the same. */
async function orNull<Value>(attempt: () => Promise<Value>): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, null);
  });
  try {
    return await Promise.race([attempt(), silence]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
