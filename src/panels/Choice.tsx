import type { ReactNode } from 'react';
import './choices.css';

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  /** Value and words of each. */
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
}

/** One word and a native select. */
export function Choice({ name, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {name}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A few choices in a line above a live figure. */
export function Choices({ children }: { readonly children: ReactNode }) {
  return <div className="choices">{children}</div>;
}
