import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { configFields } from '../../presets/config-schema.ts';
import { defaultExperiment, panelTitle } from '../../presets/defaults.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { sayList, sayValue } from '../../presets/say.ts';
import { hideable } from './hideable.ts';

/**
 * What a link carries, a sentence each: what runs, what was set by hand, what is seen and what is not. `panel` is the one
 * that the link opens by itself, outside the Lab.
 */
export function contentsOf(experiment: Experiment, backend: string | null, panel?: string): readonly string[] {
  const { algo, env, seed, config, panels, hide } = experiment;
  const standard = defaultExperiment(algo, env);
  const set = configFields(algo, env).filter(({ key }) => config[key] !== standard.config[key]);
  const settings = set.map(({ key, meta }) => `${meta.label} ${sayValue(config[key]!)}`);
  const quoted = (id: string) => `“${panelTitle(id)}”`;
  const shown = panels.length > 0 ? `Panels: ${panels.map(quoted).join(' ')}` : 'No panels.';
  const hidden = hideable(experiment)
    .filter(({ keys }) => keys.length > 0 && keys.every((key) => hide.includes(key)))
    .map(({ name }) => name);
  return [
    `${findAlgorithm(algo).spec.title} on ${env}, seed ${seed}, on ${backend ?? experiment.backend}.`,
    settings.length > 0
      ? `Set by hand: ${sayList(settings, 'and')}; all else at the tuned defaults.`
      : 'Everything at the tuned defaults.',
    panel === undefined ? shown : `One panel by itself: ${quoted(panel)}`,
    ...(hidden.length > 0 ? [`Left out for whoever opens it: ${sayList(hidden, 'and')}.`] : []),
  ];
}
