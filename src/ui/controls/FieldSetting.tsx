import { memo, type ReactNode } from 'react';
import type { ConfigValue } from '../../engine/run-spec.ts';
import type { FieldInfo } from '../../presets/field-info.ts';
import { sayRange } from '../../presets/say.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { type ControlIds, Setting } from './Setting.tsx';
import { showValue } from './show-value.ts';
import { ValueField } from './ValueField.tsx';

interface FieldSettingProps {
  readonly field: FieldInfo;
  readonly value: ConfigValue;
  /** The pairing's tuned default. */
  readonly tuned: ConfigValue;
  /** What that default is called, where it is not tuned. */
  readonly standard?: string;
  readonly onChange: (key: string, value: ConfigValue) => void;
}

/** One hyperparameter as its kind asks for: slider, choice, checkbox or text. */
export const FieldSetting = memo(function FieldSetting({
  field,
  value,
  tuned,
  standard = 'tuned default',
  onChange,
}: FieldSettingProps) {
  const { label, symbol, doc, structural } = field.meta;
  const change = (next: ConfigValue) => onChange(field.key, next);
  return (
    <Setting
      className={LAYOUT[field.kind]}
      label={label}
      symbol={symbol}
      doc={structural ? `${doc} A change begins a new run.` : doc}
      facts={facts(field, tuned, standard)}
      urlKey={field.key}
      onName={field.kind === 'boolean' ? () => change(!value) : undefined}
    >
      {(ids) => control(field, value, tuned, ids, change)}
    </Setting>
  );
});

const LAYOUT: Readonly<Record<FieldInfo['kind'], string>> = {
  number: 'slider',
  integer: 'slider',
  text: 'slider',
  choice: 'field',
  boolean: 'check',
};

function control(
  field: FieldInfo,
  value: ConfigValue,
  tuned: ConfigValue,
  ids: ControlIds,
  onChange: (value: ConfigValue) => void,
): ReactNode {
  const named = { labelledBy: ids.name, describedBy: ids.tip };
  switch (field.kind) {
    case 'number':
    case 'integer':
      return <NumberControl field={field} value={Number(value)} tuned={Number(tuned)} {...named} onChange={onChange} />;
    case 'choice':
      return <ChoiceControl field={field} value={String(value)} {...named} onChange={onChange} />;
    case 'boolean':
      return (
        <input
          type="checkbox"
          checked={value === true}
          aria-labelledby={ids.name}
          aria-describedby={ids.tip}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'text':
      return <ValueField field={field} value={value} describedBy={ids.tip} onChange={onChange} />;
  }
}

function facts(field: FieldInfo, tuned: ConfigValue, standard: string): string {
  const numeric = field.kind === 'number' || field.kind === 'integer';
  const word = field.kind === 'boolean' ? (tuned ? 'on' : 'off') : showValue(field, tuned);
  return `${numeric ? `${sayRange(field.min, field.max)} · ` : ''}${standard} ${word}`;
}
