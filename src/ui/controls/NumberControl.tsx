import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import type { NumberField } from '../../presets/field-info.ts';
import { showValue } from './show-value.ts';
import { sliderScale } from './slider-scale.ts';
import { ValueField } from './ValueField.tsx';

interface NumberControlProps {
  readonly field: NumberField;
  readonly value: number;
  readonly tuned: number;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly onChange: (value: number) => void;
}

/** Steps that a key goes along the track; Infinity goes to its end. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** A value field and a track with a tick at the tuned default. */
export function NumberControl({ field, value, tuned, labelledBy, describedBy, onChange }: NumberControlProps) {
  const scale = sliderScale(field);
  const { shown, drag, settle } = useDraft(value, field.meta.structural === true, onChange);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = KEYS[event.key];
    const end = event.key === 'Home' ? 0 : event.key === 'End' ? 1 : null;
    if (!scale || (steps === undefined && end === null)) return;
    event.preventDefault();
    drag(end === null ? scale.step(shown, steps! * (event.shiftKey ? 10 : 1)) : scale.at(end));
  };
  return (
    <>
      <ValueField
        field={field}
        value={shown}
        describedBy={describedBy}
        onChange={(next) => onChange(Number(next))}
        onStep={scale ? (steps) => onChange(scale.step(value, steps)) : undefined}
      />
      {scale && (
        <div className="track" style={{ '--default': scale.place(tuned) } as CSSProperties}>
          <input
            type="range"
            min={0}
            max={1}
            step="any"
            value={scale.place(shown)}
            style={{ '--fill': `${scale.place(shown) * 100}%` } as CSSProperties}
            aria-labelledby={labelledBy}
            aria-describedby={describedBy}
            aria-valuetext={showValue(field, shown)}
            onChange={(event) => drag(scale.at(event.target.valueAsNumber))}
            onKeyDown={onKeyDown}
            onKeyUp={settle}
            onPointerUp={settle}
            onPointerCancel={settle}
            onBlur={settle}
          />
        </div>
      )}
    </>
  );
}

/** A drag: hyperparameters follow it live; those that begin a new run wait until it ends. */
function useDraft(value: number, waits: boolean, onChange: (value: number) => void) {
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? value;
  return {
    shown,
    drag(next: number) {
      if (next === shown) return;
      if (waits) setDraft(next);
      else onChange(next);
    },
    settle() {
      setDraft(null);
      if (draft !== null && draft !== value) onChange(draft);
    },
  };
}
