import { describe, expect, test } from 'vitest';
import { plainText } from '../charts/rich-text.ts';
import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import { EXACT_PANELS, OWN_RUNS_PANELS, PANELS } from './index.ts';
import { EXACT_PANEL_SPECS, LAB_SPECS, OWN_RUNS_SPECS, PANEL_SPECS } from './specs.ts';

const ALL = [...PANEL_SPECS, ...EXACT_PANEL_SPECS];

test('every specification has its component, and every component its specification', () => {
  const folders = Object.keys(import.meta.glob('./*/Panel.tsx')).map((path) => path.split('/')[1]);
  expect([...PANELS, ...EXACT_PANELS].map(({ spec }) => spec)).toEqual(ALL);
  expect(folders.toSorted()).toEqual(ALL.map(({ id }) => id).toSorted());
});

test('what has runs of its own is an exact panel, and stands in the Lab below those that draw its run', () => {
  expect(OWN_RUNS_PANELS.map(({ spec }) => spec)).toEqual(OWN_RUNS_SPECS);
  expect(EXACT_PANEL_SPECS).toEqual(expect.arrayContaining([...OWN_RUNS_SPECS]));
  expect(LAB_SPECS).toEqual([...PANEL_SPECS, ...OWN_RUNS_SPECS]);
});

describe.each(LAB_SPECS.map((spec) => [spec.id, spec] as const))(
  '%s, in the Lab',
  (_, { state, suits, startsFrom }) => {
    test('suits algorithms that exist', () => {
      const ids = ALGORITHMS.map(({ spec }) => spec.id);
      expect(ids).toEqual(expect.arrayContaining(suits === 'all' ? [] : [...suits]));
      expect(suits.length).toBeGreaterThan(0);
    });

    test('opens with a state that its schema allows, whatever the Lab runs', () => {
      for (const { spec } of ALGORITHMS)
        for (const { id } of ENVIRONMENTS) {
          const taken = startsFrom?.({ algo: spec.id, env: id }) ?? {};
          expect(state.strict().parse(taken)).toMatchObject(taken);
        }
    });
  },
);

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
