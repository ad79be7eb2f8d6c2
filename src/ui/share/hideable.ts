import { findAlgorithm } from '../../engine/algorithms/index.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { fieldsOf } from '../../presets/field-info.ts';

export interface Hideable {
  /** In plain words, as beside the checkbox. */
  readonly name: string;
  /** What `hide` then lists. */
  readonly keys: readonly string[];
}

/** What a teacher may leave out: the three choices, each live control, and the rest under "more" in one go. */
export function hideable({ algo }: Experiment): readonly Hideable[] {
  const { spec } = findAlgorithm(algo);
  const fields = fieldsOf(spec.config);
  const rest = fields.filter(({ key }) => !spec.liveFields.includes(key)).map(({ key }) => key);
  return [
    { name: 'algorithm', keys: ['algo'] },
    { name: 'environment', keys: ['env'] },
    { name: 'seed', keys: ['seed'] },
    ...spec.liveFields.map((key) => ({
      name: fields.find((field) => field.key === key)?.meta.label ?? key,
      keys: [key],
    })),
    { name: 'all under “more”', keys: rest },
  ];
}
