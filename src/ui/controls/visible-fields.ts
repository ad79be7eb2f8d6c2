import type { AlgorithmSpec } from '../../engine/algorithms/algorithm.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { type FieldInfo, fieldsOf } from '../../presets/field-info.ts';

export interface VisibleFields {
  /** The few that stand open, in the algorithm's order. */
  readonly live: readonly FieldInfo[];
  /** The rest, in the schema's order. */
  readonly more: readonly FieldInfo[];
}

/** Fields that the form shows: not hidden by the link, and not idle under another field's present value. */
export function visibleFields(
  spec: AlgorithmSpec,
  { config, hide }: Pick<Experiment, 'config' | 'hide'>,
): VisibleFields {
  const shown = fieldsOf(spec.config).filter(({ key, meta: { when } }) => {
    const other = when && config[when.key];
    return !hide.includes(key) && (other === undefined || when?.is.includes(other));
  });
  return {
    live: spec.liveFields.flatMap((key) => shown.find((field) => field.key === key) ?? []),
    more: shown.filter(({ key }) => !spec.liveFields.includes(key)),
  };
}
