import { findEnvironment } from '../engine/envs/index.ts';
import type { ConfigValue, RunConfig } from '../engine/run-spec.ts';
import { configFields } from '../presets/config-schema.ts';
import { defaultPanels, startingPanelState } from '../presets/defaults.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import { pairingProblem, possibleEnvironment } from '../presets/pairing.ts';
import { complaint, readValue, writeValue } from '../presets/read-value.ts';
import { tunedConfig } from '../presets/tuned.ts';

/** What an edit comes to; `notice` where it could not be had as asked for. */
export interface Edited {
  readonly experiment: Experiment;
  readonly notice: Notice | null;
}

export interface Choice {
  readonly algo?: string;
  readonly env?: string;
  readonly seed?: number;
}

/**
 * Another pairing comes with its tuned defaults, and its panels unless others were chosen; another seed with neither. What
 * was set about the environment stays for as long as the environment does. Panels in sight stay as they are.
 */
export function choose(before: Experiment, choice: Choice): Edited {
  const algo = choice.algo ?? before.algo;
  const wantedEnv = choice.env ?? before.env;
  const env = possibleEnvironment(algo, wantedEnv);
  const seed = choice.seed ?? before.seed;
  const isSamePairing = algo === before.algo && env === before.env;
  const kept = env === before.env ? optionsOf(before) : {};
  const config = isSamePairing ? before.config : { ...tunedConfig(algo, env), ...kept };
  const hadDefaultPanels = String(before.panels) === String(defaultPanels(before.algo));
  const panels = hadDefaultPanels ? defaultPanels(algo) : before.panels;
  const problem = pairingProblem(algo, wantedEnv);
  return {
    experiment: { ...before, algo, env, seed, config, panels, panelState: panelStateFor(before, algo, env) },
    notice: problem ? { word: 'Changed', text: problem } : null,
  };
}

/** A panel that is not in sight opens with what the new pairing starts it from, but for what was changed in it. */
function panelStateFor(before: Experiment, algo: string, env: string): Experiment['panelState'] {
  const [was, becomes] = [startingPanelState(before.algo, before.env), startingPanelState(algo, env)];
  const follow = (id: string, state: Experiment['panelState'][string]) =>
    Object.fromEntries(
      Object.entries(state).map(([key, value]) => [key, value === was[id]?.[key] ? becomes[id]![key]! : value]),
    );
  return Object.fromEntries(
    Object.entries(before.panelState).map(([id, state]) => [
      id,
      before.panels.includes(id) ? state : follow(id, state),
    ]),
  );
}

/** What is set about the environment itself. */
function optionsOf({ env, config }: Experiment): RunConfig {
  const keys = Object.keys(findEnvironment(env).options?.fields.shape ?? {});
  return Object.fromEntries(keys.map((key) => [key, config[key]!]));
}

/** A setting, or the nearest allowed value. Null where the pairing has no such field. */
export function changeField(
  before: Experiment,
  key: string,
  wanted: ConfigValue,
): (Edited & { readonly value: ConfigValue; readonly isStructural: boolean }) | null {
  const field = configFields(before.algo, before.env).find((candidate) => candidate.key === key);
  const current = before.config[key];
  if (!field || current === undefined) return null;
  const raw = writeValue(wanted);
  const reading = readValue(field, raw);
  const value = reading.ok ? reading.value : (reading.nearest ?? current);
  return {
    experiment: value === current ? before : { ...before, config: { ...before.config, [key]: value } },
    notice: reading.ok ? null : complaint(field, key, raw, reading.word, value),
    value,
    isStructural: field.meta.structural ?? false,
  };
}
