import type { ConfigValue } from '../engine/run-spec.ts';
import type { LabSpec } from '../panels/panel.ts';
import { LAB_SPECS, PANEL_SPECS } from '../panels/specs.ts';
import type { Experiment } from './experiment.ts';
import { fieldsOf } from './field-info.ts';
import { possibleEnvironment } from './pairing.ts';
import { runFields } from './run-fields.ts';
import { tunedConfig } from './tuned.ts';

/** What a link means that names neither. Links rely on these two: they never change. */
export const DEFAULT_ALGORITHM = 'ppo-clip';
export const DEFAULT_ENVIRONMENT = 'CartPole-v1';

/**
 * The experiment of a pairing before anybody has touched it; without arguments, the one that the Lab opens with.
 * Without `env` it is the default environment, or the first in which `algo` can act. @throws RangeError for unknown ids.
 */
export function defaultExperiment(
  algo: string = DEFAULT_ALGORITHM,
  env: string = possibleEnvironment(algo, DEFAULT_ENVIRONMENT),
): Experiment {
  return {
    algo,
    env,
    ...runFields.parse({}),
    config: tunedConfig(algo, env),
    panels: defaultPanels(algo),
    panelState: startingPanelState(algo, env),
    hide: [],
  };
}

/** Ids of the panels that the Lab shows for an algorithm unless the URL says otherwise. */
export function defaultPanels(algo: string): readonly string[] {
  return PANEL_SPECS.filter(({ byDefault, suits }) => byDefault && (suits === 'all' || suits.includes(algo))).map(
    ({ id }) => id,
  );
}

/** What every panel of the Lab opens with, whether it is shown or not: its defaults, and what it takes from the pairing. */
export function startingPanelState(algo: string, env: string): Experiment['panelState'] {
  return Object.fromEntries(LAB_SPECS.map((spec) => [spec.id, startingState(spec, { algo, env })]));
}

function startingState({ state, startsFrom }: LabSpec, pairing: { algo: string; env: string }) {
  const taken = (startsFrom?.(pairing) ?? {}) as Readonly<Record<string, ConfigValue>>;
  return Object.fromEntries(fieldsOf(state).map((field) => [field.key, taken[field.key] ?? field.default]));
}

/** A panel's question; where no panel has this id, the id. */
export const panelTitle = (id: string): string => LAB_SPECS.find((spec) => spec.id === id)?.title ?? id;
