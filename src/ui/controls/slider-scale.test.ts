import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS } from '../../engine/algorithms/index.ts';
import { fieldsOf, type NumberField } from '../../presets/field-info.ts';
import { readValue } from '../../presets/read-value.ts';
import { showValue } from './show-value.ts';
import { sliderScale } from './slider-scale.ts';

const fields = ALGORITHMS.flatMap(({ spec }) => fieldsOf(spec.config));
const numbers = fields.filter((field): field is NumberField => field.kind === 'number' || field.kind === 'integer');
const field = (key: string) => numbers.find((candidate) => candidate.key === key)!;
const scale = (key: string) => sliderScale(field(key))!;

describe.each(numbers.map((info) => [info.key, info] as const))('the slider of %s', (_, info) => {
  const slider = sliderScale(info)!;
  const [low, high] = info.meta.slider ?? [info.min, info.max];
  const place = fc.double({ min: 0, max: 1, noNaN: true });

  it('runs from end to end, and its values are allowed', () => {
    expect([slider.place(low), slider.place(high)]).toEqual([0, 1]);
    fc.assert(
      fc.property(place, (at) => {
        expect(info.schema.safeParse(slider.at(at)).success).toBe(true);
      }),
    );
  });

  it('stays where it was put: the place of a chosen value chooses it again', () => {
    fc.assert(
      fc.property(place, (at) => {
        const value = slider.at(at);
        expect(slider.at(slider.place(value))).toBe(value);
      }),
    );
  });

  it('steps forth and back to the same value, and stops at the ends', () => {
    fc.assert(
      fc.property(place, (at) => {
        const value = slider.at(at);
        const up = slider.step(value, 1);
        if (value < high) expect(up).toBeGreaterThan(value);
        if (up < high) expect(slider.step(up, -1)).toBe(value);
        expect(info.schema.safeParse(up).success).toBe(true);
      }),
    );
    expect([slider.step(high, 10), slider.step(low, -10)]).toEqual([high, low]);
  });

  it('shows each value so that it reads back the same', () => {
    fc.assert(
      fc.property(place, (at) => {
        const value = slider.at(at);
        expect(readValue(info, showValue(info, value))).toEqual({ ok: true, value });
      }),
    );
  });
});

describe('steps that somebody would choose', () => {
  it.each([
    ['clipRange', 0.2, 1, 0.21],
    ['clipRange', 0.2, -10, 0.1],
    ['clipRange', 0.205, 1, 0.21],
    ['learningRate', 3e-4, 1, 3.1e-4],
    ['learningRate', 1e-3, -1, 9.9e-4],
    ['learningRate', 1e-3, 10, 2e-3],
    ['learningRate', 0, 1, 1e-5],
    ['nSteps', 128, 1, 256],
    ['nSteps', 100, -1, 64],
    ['nEpochs', 4, 10, 14],
    ['totalSteps', 100_000, -1, 99_000],
  ])('%s: %d, %i steps on, is %d', (key, from, steps, to) => expect(scale(key).step(from, steps)).toBe(to));

  it('leaves a value beyond the slider where it is, rather than pulling it in', () => {
    expect(scale('clipRange').place(5)).toBe(1);
    expect(scale('clipRange').step(5, 1)).toBe(5);
    expect(scale('clipRange').step(5, -1)).toBe(0.8);
  });
});

describe('what a value field shows', () => {
  it.each([
    ['clipRange', 0.2, '0.20'],
    ['clipRange', 0.123, '0.123'],
    ['learningRate', 3e-4, '3.0e−4'],
    ['learningRate', 3.14e-4, '0.000314'],
    ['learningRate', 0, '0.00'],
    ['stepSize', 0.5, '0.50'],
    ['stepSize', 100, '100'],
    ['gamma', 0.99, '0.990'],
    ['initialLogStd', -0.5, '−0.5'],
    ['totalSteps', 200_000, '200,000'],
  ])('%s: %d as %j', (key, value, shown) => expect(showValue(field(key), value)).toBe(shown));
});
