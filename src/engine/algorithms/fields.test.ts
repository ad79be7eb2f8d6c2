import { expect, it } from 'vitest';
import { type FieldMeta, fields } from './fields.ts';

const families = Object.values(
  import.meta.glob<Record<string, unknown>>(['./fields/*.ts', '!./fields/field.ts'], { eager: true }),
).flatMap((module) => Object.values(module) as Record<string, unknown>[]);

it('every hyperparameter belongs to one family: none hides another of its name', () => {
  const keys = families.flatMap((family) => Object.keys(family));
  expect(keys.toSorted()).toEqual(Object.keys(fields).toSorted());
});

it('every hyperparameter says what it is in a line', () => {
  for (const field of Object.values(fields)) {
    const { label, doc } = field.meta() as unknown as FieldMeta;
    expect(label).not.toBe('');
    expect(doc).toMatch(/^[A-Z].*\.$/);
  }
});
