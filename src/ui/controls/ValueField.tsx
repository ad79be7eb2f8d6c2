import { type KeyboardEvent, useId, useState } from 'react';
import { plainText } from '../../charts/rich-text.ts';
import type { ConfigValue } from '../../engine/run-spec.ts';
import type { Notice } from '../../presets/experiment.ts';
import type { FieldInfo } from '../../presets/field-info.ts';
import { complaint, readValue } from '../../presets/read-value.ts';
import { showValue } from './show-value.ts';

interface ValueFieldProps {
  readonly field: FieldInfo;
  readonly value: ConfigValue;
  readonly describedBy: string;
  readonly onChange: (value: ConfigValue) => void;
  /** Up and down arrows: so many steps further. */
  readonly onStep?: (steps: number) => void;
}

/** A value to type over. What is not allowed is put back, and a slip says what is. */
export function ValueField({ field, value, describedBy, onChange, onStep }: ValueFieldProps) {
  const slipId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ notice: Notice; kept: ConfigValue } | null>(null);
  // Once the value has moved on, by whatever control, the slip has done its work.
  const slip = refused?.kept === value ? refused.notice : null;
  const name = plainText(field.meta.label);

  const edit = (text: string | null) => {
    setRefused(null);
    setTyped(text);
  };
  const commit = () => {
    if (typed === null) return;
    setTyped(null);
    if (typed === showValue(field, value)) return;
    const reading = readValue(field, typed);
    if (!reading.ok) setRefused({ notice: complaint(field, null, typed, reading.word, value), kept: value });
    else if (reading.value !== value) onChange(reading.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') edit(null);
    else if (onStep && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      edit(null);
      onStep((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
    }
  };

  return (
    <>
      <input
        type="text"
        inputMode={field.kind === 'text' ? 'text' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        aria-label={field.kind === 'text' ? name : `${name}, value`}
        aria-describedby={slip ? `${slipId} ${describedBy}` : describedBy}
        aria-invalid={slip !== null}
        value={typed ?? showValue(field, value)}
        onChange={(event) => edit(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {slip && (
        <p className="slip" role="alert" id={slipId}>
          <b>{slip.word}.</b> {slip.text}
        </p>
      )}
    </>
  );
}
