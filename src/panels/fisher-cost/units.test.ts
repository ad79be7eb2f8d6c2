import { expect, test } from 'vitest';
import { sayBytes, sayDuration, sayFactor } from './units.ts';

test('durations go by the unit that a person would choose', () => {
  const said = [0.00412, 0.3, 5.49, 38_000, 372_000, 9e6, 1.3e8, 3.2e10, 4.5e11, 3e15].map(sayDuration);
  expect(said).toEqual([
    '4.1 µs',
    '300 µs',
    '5.5 ms',
    '38 s',
    '6.2 min',
    '2.5 h',
    '1.5 days',
    '1.0 year',
    '14 years',
    '95,000 years',
  ]);
});

test('nothing is a thousand of what has a larger unit', () => {
  expect([0.9996, 999.6, 59_990].map(sayDuration)).toEqual(['1.0 ms', '1.0 s', '1.0 min']);
  expect([999.9, 999_900, 1e15].map(sayBytes)).toEqual(['1.0 kB', '1.0 MB', '1.0 PB']);
});

test('sizes and factors keep two digits', () => {
  expect([176, 340_000_000, 16e12].map(sayBytes)).toEqual(['180 B', '340 MB', '16 TB']);
  expect([1.44, 37.2, 7044, 123_456].map(sayFactor)).toEqual(['1.4', '37', '7,000', '120,000']);
  expect(sayDuration(0)).toBe('0.00 µs');
});
