import type { ConfigValue, RunConfig, RunSpec } from '../engine/run-spec.ts';
import { configFields } from '../presets/config-schema.ts';
import { defaultExperiment } from '../presets/defaults.ts';
import { tunedConfig } from '../presets/tuned.ts';
import { encode } from '../presets/url.ts';

type Settings = Readonly<Record<string, ConfigValue>>;

/** Tuned configs by pairing: a panel may ask for hundreds of runs at every redraw. */
const tuned = new Map<string, { readonly config: RunConfig; readonly keys: ReadonlySet<string> }>();

/**
 * A run that a panel trains by itself, apart from the Lab's: the pairing's tuned defaults, and of `settings` what its
 * algorithm knows, so that one set of them can be given to several. @throws RangeError for unknown ids.
 */
export function ownRun(pairing: { algo: string; env: string; seed: number }, settings: Settings): RunSpec {
  const { algo, env, seed } = pairing;
  const { config, keys } = tunedFor(algo, env);
  const fitting = Object.fromEntries(Object.entries(settings).filter(([key]) => keys.has(key)));
  return { algo, env, seed, backend: 'wasm', config: { ...config, ...fitting } };
}

function tunedFor(algo: string, env: string) {
  const pairing = `${algo} ${env}`;
  let known = tuned.get(pairing);
  if (!known) {
    known = { config: tunedConfig(algo, env), keys: new Set(configFields(algo, env).map(({ key }) => key)) };
    tuned.set(pairing, known);
  }
  return known;
}

/** Where the Lab shows such a run, with the panels that it shows by default. */
export const labLink = ({ algo, env, seed, config }: RunSpec): string =>
  encode({ ...defaultExperiment(algo, env), seed, config });
