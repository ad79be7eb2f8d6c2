import { describe, expect, test } from 'vitest';
import { plainText } from '../charts/rich-text.ts';
import { EXACT_PANELS, PANELS } from './index.ts';
import { EXACT_PANEL_SPECS, PANEL_SPECS } from './specs.ts';

const ALL = [...PANEL_SPECS, ...EXACT_PANEL_SPECS];

test('every specification has its component, and every component its specification', () => {
  const folders = Object.keys(import.meta.glob('./*/Panel.tsx')).map((path) => path.split('/')[1]);
  expect([...PANELS, ...EXACT_PANELS].map(({ spec }) => spec)).toEqual(ALL);
  expect(folders.toSorted()).toEqual(ALL.map(({ id }) => id).toSorted());
});

test('no two panels share an id', () => {
  expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
});

describe.each(EXACT_PANEL_SPECS.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  test('asks a question, and says what one sees in a sentence', () => {
    expect(spec.title).toMatch(/\?$/);
    expect(spec.summary).toMatch(/\.$/);
  });

  test('has two to four named cases, each a state of its own that the schema allows', () => {
    expect(spec.cases.length).toBeGreaterThanOrEqual(2);
    expect(spec.cases.length).toBeLessThanOrEqual(4);
    const states = spec.cases.map(({ state }) => spec.state.strict().parse(state));
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(states.length);
    expect(new Set(spec.cases.map(({ name }) => plainText(name))).size).toBe(states.length);
  });

  test('documents every field of its state', () => {
    for (const [key, field] of Object.entries(spec.state.shape)) {
      const meta = (field as { unwrap(): { meta(): { doc?: string } | undefined } }).unwrap().meta();
      expect(meta?.doc, key).toMatch(/\.$/);
    }
  });
});
