import { describe, expect, test } from 'vitest';
import { CLINIC, LESSONS, PRESETS } from './catalogue.ts';
import { mendedLink, presetLink } from './preset-link.ts';
import { decode, encode } from './url.ts';

test('at least twenty lessons and six clinic cases, each with an id of its own', () => {
  expect(LESSONS.flatMap(({ presets }) => presets).length).toBeGreaterThanOrEqual(20);
  expect(CLINIC.length).toBeGreaterThanOrEqual(6);
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
});

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (_, preset) => {
  test('its link is read without a notice, and written back as it stands', () => {
    const { experiment, notices } = decode(presetLink(preset));
    expect(notices).toEqual([]);
    expect(decode(encode(experiment)).experiment).toEqual(experiment);
  });

  test('asks in a line, says in sentences, and claims something', () => {
    expect(preset.question).toMatch(/\?$/);
    expect(preset.question.length).toBeLessThan(80);
    expect(preset.says).toMatch(/\.$/);
    expect(preset.claims.length).toBeGreaterThan(0);
  });
});

describe.each(CLINIC.map((one) => [one.id, one] as const))('%s', (_, one) => {
  test('is mended by one parameter', () => {
    const [sick, well] = [decode(presetLink(one)), decode(mendedLink(one))];
    expect(well.notices).toEqual([]);
    expect({ ...well.experiment, config: null }).toEqual({ ...sick.experiment, config: null });
    const changed = Object.keys(sick.experiment.config).filter(
      (key) => sick.experiment.config[key] !== well.experiment.config[key],
    );
    expect(changed).toEqual([one.fix.key]);
  });

  test('has a right diagnosis among others', () => {
    expect(one.diagnoses.length).toBeGreaterThanOrEqual(3);
    expect(one.diagnoses[one.right]).toBeDefined();
    expect(new Set(one.diagnoses).size).toBe(one.diagnoses.length);
  });
});
