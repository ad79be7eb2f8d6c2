import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { findEnvironment } from '../../engine/envs/index.ts';
import { configFields } from '../../presets/config-schema.ts';
import type { Experiment } from '../../presets/experiment.ts';

export interface Hideable {
  /** In plain words, as beside the checkbox. */
  readonly name: string;
  /** What `hide` then lists. */
  readonly keys: readonly string[];
}

/** What a teacher may leave out: the three choices, each open control, and the rest under "more" in one go. */
export function hideable({ algo, env }: Experiment): readonly Hideable[] {
  const fields = configFields(algo, env);
  const open = [
    ...Object.keys(findEnvironment(env).options?.fields.shape ?? {}),
    ...findAlgorithm(algo).spec.liveFields,
  ];
  const rest = fields.filter(({ key }) => !open.includes(key)).map(({ key }) => key);
  return [
    { name: 'algorithm', keys: ['algo'] },
    { name: 'environment', keys: ['env'] },
    { name: 'seed', keys: ['seed'] },
    ...open.map((key) => ({
      name: fields.find((field) => field.key === key)?.meta.label ?? key,
      keys: [key],
    })),
    { name: 'all under “more”', keys: rest },
  ];
}
