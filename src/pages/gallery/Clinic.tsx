import { useId, useState } from 'react';
import { configSchema } from '../../presets/config-schema.ts';
import { fieldsOf } from '../../presets/field-info.ts';
import type { ClinicCase } from '../../presets/preset.ts';
import { mendedLink, presetLink } from '../../presets/preset-link.ts';
import { sayValue } from '../../presets/say.ts';
import { decode } from '../../presets/url.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { CurveThumbnail } from './CurveThumbnail.tsx';

/** A run that went wrong: its symptom, a choice of diagnoses, and, once one has committed to one, the truth and the remedy. */
export function Clinic({ one }: { readonly one: ClinicCase }) {
  const [choice, setChoice] = useState<number | null>(null);
  const [committed, setCommitted] = useState(false);
  const id = useId();
  const href = presetLink(one);
  const { algo, env, config } = decode(href).experiment;
  const sick = { id: one.id, algo };
  const runs = committed ? [sick, { id: `${one.id}, mended`, algo, dashed: true }] : [sick];
  return (
    <article className="clinic" aria-labelledby={id}>
      <div className="thumb">
        <CurveThumbnail runs={runs} env={env} />
      </div>
      <h3 id={id}>{one.title}</h3>
      <p className="symptom">{one.symptom}</p>
      <p>
        <a href={href}>Watch it happen</a>
      </p>
      <fieldset className={committed ? 'predict done' : 'predict'} disabled={committed}>
        <legend>{one.question}</legend>
        {one.diagnoses.map((diagnosis, i) => (
          <label key={diagnosis} className={mark(i, one.right, choice, committed)}>
            <input type="radio" name={id} checked={choice === i} onChange={() => setChoice(i)} />
            <span>
              <RichText text={diagnosis} />
            </span>
          </label>
        ))}
      </fieldset>
      {!committed && (
        <button type="button" className="btn" disabled={choice === null} onClick={() => setCommitted(true)}>
          That is it
        </button>
      )}
      <div role="status">
        {committed && (
          <>
            <p>
              {choice === one.right ? '' : `It is this: ${lowerFirst(one.diagnoses[one.right]!)}. `}
              <RichText text={one.because} />
            </p>
            <a className="btn" href={mendedLink(one)}>
              <span>
                Change one thing: {labelOf(algo, env, one.fix.key)} {sayValue(config[one.fix.key]!)} →{' '}
                {sayValue(one.fix.value)}
              </span>
            </a>
          </>
        )}
      </div>
    </article>
  );
}

const mark = (i: number, right: number, choice: number | null, committed: boolean): string =>
  [i === choice ? 'mine' : '', committed && i === right ? 'truth' : ''].join(' ').trim();

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const labelOf = (algo: string, env: string, key: string): string =>
  fieldsOf(configSchema(algo, env)).find((field) => field.key === key)?.meta.label ?? key;
