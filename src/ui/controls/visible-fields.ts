import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { findEnvironment } from '../../engine/envs/index.ts';
import { configFields } from '../../presets/config-schema.ts';
import type { Experiment } from '../../presets/experiment.ts';
import type { FieldInfo } from '../../presets/field-info.ts';

export interface VisibleFields {
  /** The few that stand open: what is set about the environment, then the algorithm's few in its order. */
  readonly live: readonly FieldInfo[];
  /** The rest, in the schema's order. */
  readonly more: readonly FieldInfo[];
}

/** Fields that the form shows: not hidden by the link, and not idle under another field's present value. */
export function visibleFields({
  algo,
  env,
  config,
  hide,
}: Pick<Experiment, 'algo' | 'env' | 'config' | 'hide'>): VisibleFields {
  const shown = configFields(algo, env).filter(({ key, meta: { when } }) => {
    const other = when && config[when.key];
    return !hide.includes(key) && (other === undefined || when?.is.includes(other));
  });
  const options = Object.keys(findEnvironment(env).options?.fields.shape ?? {});
  const open = [...options, ...findAlgorithm(algo).spec.liveFields];
  return {
    live: open.flatMap((key) => shown.find((field) => field.key === key) ?? []),
    more: shown.filter(({ key }) => !open.includes(key)),
  };
}
