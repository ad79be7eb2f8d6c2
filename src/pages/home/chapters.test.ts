import { expect, test } from 'vitest';
import { EXACT_PANEL_SPECS, PANEL_SPECS } from '../../panels/specs.ts';
import { CHAPTERS, panelsOf } from './chapters.ts';

test('a chapter opens the panels of its own that exist, and no others', () => {
  expect(CHAPTERS).toHaveLength(10);
  const existing = [...EXACT_PANEL_SPECS, ...PANEL_SPECS].map(({ id }) => id);
  for (const chapter of CHAPTERS)
    expect(panelsOf(chapter).map(({ id }) => id)).toEqual(chapter.panels.filter((id) => existing.includes(id)));
});

test('every exact panel stands in exactly one chapter', () => {
  const listed = CHAPTERS.flatMap(({ panels }) => panels);
  expect(new Set(listed).size).toBe(listed.length);
  for (const { id } of EXACT_PANEL_SPECS) expect(listed).toContain(id);
});
