import { describe, expect, it } from 'vitest';
import { byMagnitude, fixed, kilo, percent, probability, shortest, signed, thousands, withoutZero } from './format.ts';

describe('number formats', () => {
  it('writes a typographic minus, and none on a rounded zero', () => {
    expect(fixed(-1.25, 1)).toBe('\u22121.3');
    expect(fixed(-0.001)).toBe('0.00');
    expect(signed(0.5)).toBe('+0.50');
    expect(signed(-0.5)).toBe('\u22120.50');
    expect(signed(0.001)).toBe('0.00');
  });

  it('groups thousands with commas, never decimals', () => {
    expect(thousands(86016)).toBe('86,016');
    expect(thousands(-1234567)).toBe('\u22121,234,567');
    expect(thousands(1234.5678, 4)).toBe('1,234.5678');
    expect(thousands(999)).toBe('999');
  });

  it('keeps the unit with a tick', () => {
    expect([0, 500, 20_000, 150_000, 1_500_000].map(kilo)).toEqual(['0', '500', '20 k', '150 k', '1.5 M']);
  });

  it('writes fractions and probabilities', () => {
    expect(percent(0.153)).toBe('15 %');
    expect(probability(0.9996)).toBe('1.000');
    expect(withoutZero('0.061')).toBe('.061');
    expect(withoutZero('\u22120.5')).toBe('\u2212.5');
    expect(withoutZero('10.5')).toBe('10.5');
    expect(shortest(0.1 + 0.2)).toBe('0.3');
  });

  it('chooses decimals by magnitude', () => {
    expect([4096, 1234.5, 487.25, 31.415, 0.41234, 0.0093, 0.0000312].map(byMagnitude)).toEqual([
      '4,096',
      '1,235',
      '487.3',
      '31.41',
      '0.412',
      '0.0093',
      '3.1e\u22125',
    ]);
  });

  it('says what is not a number', () => {
    expect(fixed(Number.NaN)).toBe('NaN');
    expect(byMagnitude(Number.NEGATIVE_INFINITY)).toBe('\u2212∞');
  });
});
