import { expect, test } from 'vitest';
import { PANELS } from './index.ts';
import { PANEL_SPECS } from './specs.ts';

test('every specification has its component, and every component its specification', () => {
  const folders = Object.keys(import.meta.glob('./*/Panel.tsx')).map((path) => path.split('/')[1]);
  expect(PANELS.map(({ spec }) => spec)).toEqual(PANEL_SPECS);
  expect(folders.toSorted()).toEqual(PANEL_SPECS.map(({ id }) => id).toSorted());
});

test('no two panels share an id', () => {
  expect(new Set(PANEL_SPECS.map(({ id }) => id)).size).toBe(PANEL_SPECS.length);
});
