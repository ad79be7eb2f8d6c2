import { configFields } from '../../presets/config-schema.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { visibleFields } from '../controls/visible-fields.ts';

export interface Hideable {
  /** In plain words, as beside the checkbox. */
  readonly name: string;
  /** What `hide` then lists. */
  readonly keys: readonly string[];
}

/** What a teacher may leave out: the three choices, each open control that is in sight, and the rest under "more" in one go. */
export function hideable(experiment: Experiment): readonly Hideable[] {
  const open = visibleFields({ ...experiment, hide: [] }).live;
  const rest = configFields(experiment.algo, experiment.env).filter(
    (field) => !open.some(({ key }) => key === field.key),
  );
  return [
    { name: 'algorithm', keys: ['algo'] },
    { name: 'environment', keys: ['env'] },
    { name: 'seed', keys: ['seed'] },
    ...open.map(({ key, meta }) => ({ name: meta.label, keys: [key] })),
    { name: 'all under “more”', keys: rest.map(({ key }) => key) },
  ];
}
