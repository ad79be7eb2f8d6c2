import type { ConfigValue } from '../engine/run-spec.ts';
import { PANEL_SPECS } from '../panels/specs.ts';
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
    panelState: defaultPanelState(),
    hide: [],
  };
}

/** Ids of the panels that the Lab shows for an algorithm unless the URL says otherwise. */
export function defaultPanels(algo: string): readonly string[] {
  return PANEL_SPECS.filter(({ byDefault, suits }) => byDefault && (suits === 'all' || suits.includes(algo))).map(
    ({ id }) => id,
  );
}

/** Every panel's own state, whether it is shown or not. */
export function defaultPanelState(): Experiment['panelState'] {
  return Object.fromEntries(PANEL_SPECS.map((spec) => [spec.id, initialState(spec.state)]));
}

const initialState = (schema: Parameters<typeof fieldsOf>[0]): Readonly<Record<string, ConfigValue>> =>
  Object.fromEntries(fieldsOf(schema).map((field) => [field.key, field.default]));

/** A panel's question; where no panel has this id, the id. */
export const panelTitle = (id: string): string => PANEL_SPECS.find((spec) => spec.id === id)?.title ?? id;
