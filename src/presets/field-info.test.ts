import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import { LAB_SPECS } from '../panels/specs.ts';
import { anyValue } from './arbitrary.ts';
import { fieldsOf } from './field-info.ts';
import { readValue, writeValue } from './read-value.ts';
import { runFields } from './run-fields.ts';
import { sayNumber } from './say.ts';

const SCHEMAS: readonly (readonly [string, z.ZodObject])[] = [
  ['the run', runFields],
  ...ALGORITHMS.map(({ spec }) => [spec.id, spec.config] as const),
  ...ENVIRONMENTS.flatMap(({ id, options }) => (options ? [[id, options.fields] as const] : [])),
  ...LAB_SPECS.map(({ id, state }) => [id, state] as const),
];

describe.each(SCHEMAS)('fields of %s', (_, schema) => {
  const fields = fieldsOf(schema);

  it('have defaults that they themselves allow', () => {
    for (const field of fields) expect(field.schema.parse(field.default)).toBe(field.default);
  });

  it('read back exactly what they wrote', () => {
    for (const field of fields)
      fc.assert(
        fc.property(anyValue(field), (value) => {
          expect(readValue(field, writeValue(value))).toEqual({ ok: true, value });
        }),
      );
  });

  it('have a line of documentation and sliders inside their range', () => {
    for (const field of fields.filter(({ meta }) => meta.doc !== '')) {
      expect(field.meta.doc).toMatch(/\.$/);
      if (field.kind !== 'number' && field.kind !== 'integer') continue;
      const [low, high] = field.meta.slider ?? [field.min, field.max];
      expect(field.min <= low && low < high && high <= field.max).toBe(true);
      if (field.meta.scale === 'log') expect(low).toBeGreaterThan(0);
    }
  });
});

it('describes each kind of field', () => {
  const [real, whole, choice, flag, text] = fieldsOf(
    z.object({
      real: z.number().min(-1).max(2).meta({ label: 'a real', doc: 'Some number.' }).default(0.5),
      whole: z.int().min(1).max(9).default(3),
      choice: z.enum(['a', 'b']).default('b'),
      flag: z.boolean().default(true),
      text: z.string().regex(/^x+$/, 'some x').default('xx'),
    }),
  );
  expect(real).toMatchObject({ kind: 'number', min: -1, max: 2, default: 0.5, meta: { label: 'a real' } });
  expect(whole).toMatchObject({ kind: 'integer', min: 1, max: 9, default: 3, meta: { label: 'whole', doc: '' } });
  expect(choice).toMatchObject({ kind: 'choice', choices: ['a', 'b'], default: 'b' });
  expect(flag).toMatchObject({ kind: 'boolean', default: true });
  expect(text).toMatchObject({ kind: 'text', default: 'xx' });
});

it('refuses fields without a default and types that no form shows', () => {
  expect(() => fieldsOf(z.object({ bare: z.number() }))).toThrow('"bare" needs a default');
  expect(() => fieldsOf(z.object({ list: z.array(z.number()).default([]) }))).toThrow('"list"');
});

describe('numbers', () => {
  const [real] = fieldsOf(z.object({ real: z.number().min(-1e6).max(1e6).default(0) }));
  it.each([
    ['0.3', 0.3],
    ['.5', 0.5],
    ['3e-4', 3e-4],
    ['−2', -2],
    [' 7 ', 7],
    ['200,000', 200_000],
  ])('%j is %d', (raw, value) => expect(readValue(real!, raw)).toEqual({ ok: true, value }));

  it.each(['', ' ', 'NaN', 'Infinity', '0x10', '1,5', '1 000', '1e', '--1'])('%j is none', (raw) =>
    expect(readValue(real!, raw)).toMatchObject({ ok: false, nearest: null }),
  );

  it.each([
    [0, '0'],
    [-5, '−5'],
    [1024, '1,024'],
    [4_294_967_295, '4,294,967,295'],
    [0.2, '0.2'],
    [3e-7, '3e−7'],
  ])('%d is said as %j', (value, said) => expect(sayNumber(value)).toBe(said));
});
