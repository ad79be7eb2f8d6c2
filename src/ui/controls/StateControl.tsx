import { useCallback } from 'react';
import type { z } from 'zod';
import type { ConfigValue } from '../../engine/run-spec.ts';
import { fieldsOf } from '../../presets/field-info.ts';
import { FieldSetting } from './FieldSetting.tsx';
import './controls.css';

interface StateControlProps<Schema extends z.ZodObject> {
  /** The panel's specification. */
  readonly spec: { readonly state: Schema };
  readonly name: keyof z.infer<Schema> & string;
  readonly state: z.infer<Schema>;
  readonly set: (change: Partial<z.infer<Schema>>) => void;
}

/** One field of a panel's own state, as its kind asks for: slider, choice, checkbox or text. */
export function StateControl<Schema extends z.ZodObject>({ spec, name, state, set }: StateControlProps<Schema>) {
  const field = fieldsOf(spec.state).find(({ key }) => key === name)!;
  const change = useCallback(
    (key: string, value: ConfigValue) => set({ [key]: value } as Partial<z.infer<Schema>>),
    [set],
  );
  return (
    <FieldSetting
      field={field}
      value={state[name] as ConfigValue}
      tuned={field.default}
      standard="default"
      onChange={change}
    />
  );
}
