import type { ChoiceField } from '../../presets/field-info.ts';

interface ChoiceControlProps {
  readonly field: ChoiceField;
  readonly value: string;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly onChange: (value: string) => void;
}

/** Letters that fit side by side in the settings column. */
const SIDE_BY_SIDE = 16;

/** A few short words side by side; otherwise a native select. */
export function ChoiceControl({ field, value, labelledBy, describedBy, onChange }: ChoiceControlProps) {
  const options = field.choices.map((choice) => ({ choice, word: field.meta.choices?.[choice] ?? choice }));
  if (options.map(({ word }) => word).join('').length > SIDE_BY_SIDE)
    return (
      <select
        value={value}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(({ choice, word }) => (
          <option key={choice} value={choice}>
            {word}
          </option>
        ))}
      </select>
    );
  return (
    <fieldset className="seg" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {options.map(({ choice, word }) => (
        <button key={choice} type="button" aria-pressed={choice === value} onClick={() => onChange(choice)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}
