import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { PANEL_SPECS } from '../../panels/specs.ts';
import { configFields } from '../../presets/config-schema.ts';
import { defaultExperiment } from '../../presets/defaults.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { sayList, sayValue } from '../../presets/say.ts';
import { hideable } from './hideable.ts';

/** What a link carries, a sentence each: what runs, what was set by hand, what is seen and what is not. */
export function contentsOf(experiment: Experiment, backend: string | null): readonly string[] {
  const { algo, env, seed, config, panels, hide } = experiment;
  const standard = defaultExperiment(algo, env);
  const set = configFields(algo, env).filter(({ key }) => config[key] !== standard.config[key]);
  const settings = set.map(({ key, meta }) => `${meta.label} ${sayValue(config[key]!)}`);
  const titles = panels.map((id) => PANEL_SPECS.find((spec) => spec.id === id)?.title ?? id);
  const hidden = hideable(experiment)
    .filter(({ keys }) => keys.length > 0 && keys.every((key) => hide.includes(key)))
    .map(({ name }) => name);
  return [
    `${findAlgorithm(algo).spec.title} on ${env}, seed ${seed}, on ${backend ?? experiment.backend}.`,
    settings.length > 0
      ? `Set by hand: ${sayList(settings, 'and')}; all else at the tuned defaults.`
      : 'Everything at the tuned defaults.',
    panels.length > 0 ? `Panels: ${titles.map((title) => `“${title}”`).join(' ')}` : 'No panels.',
    ...(hidden.length > 0 ? [`Left out for whoever opens it: ${sayList(hidden, 'and')}.`] : []),
  ];
}
