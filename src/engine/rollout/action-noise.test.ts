import { describe, expect, it } from 'vitest';
import { DrawSequence } from '../rng.ts';
import { ActionNoise, type NoiseSettings } from './action-noise.ts';

function path(settings: NoiseSettings, steps: number): Float64Array {
  const noise = new ActionNoise(1);
  const { next } = new DrawSequence(5, 'exploration').at(0, 0);
  return Float64Array.from({ length: steps }, () => {
    noise.advance(settings, next);
    return noise.value[0]!;
  });
}

const mean = (numbers: Float64Array) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
/** Covariance of numbers so many steps apart. */
const covariance = (numbers: Float64Array, lag: number) => mean(numbers.subarray(lag).map((x, i) => x * numbers[i]!));

describe('noise on actions', () => {
  it('Gaussian: deviation σ, nothing carried over', () => {
    const numbers = path({ actionNoise: 'gaussian', noiseSigma: 0.3, noiseTheta: 0.15 }, 20_000);
    expect(mean(numbers)).toBeCloseTo(0, 2);
    expect(Math.sqrt(covariance(numbers, 0))).toBeCloseTo(0.3, 2);
    expect(Math.abs(covariance(numbers, 1))).toBeLessThan(0.003);
  });

  it('Ornstein-Uhlenbeck: deviation σ/√(2ϑ) in the long run, and of that 0.95²⁰ = 0.358 is left 20 steps later', () => {
    // ϑ = 5 forgets within 20 steps of 0.01, so that 200,000 of them are many independent stretches.
    const numbers = path({ actionNoise: 'ornstein-uhlenbeck', noiseSigma: 0.5, noiseTheta: 5 }, 200_000);
    const variance = covariance(numbers, 0);
    expect(Math.sqrt(variance)).toBeGreaterThan(0.95 * (0.5 / Math.sqrt(10)));
    expect(Math.sqrt(variance)).toBeLessThan(1.08 * (0.5 / Math.sqrt(10)));
    expect(covariance(numbers, 20) / variance).toBeCloseTo(0.358, 1);
  });

  it('begins each episode at 0, and goes on from a checkpoint where it stood', () => {
    const settings = { actionNoise: 'ornstein-uhlenbeck', noiseSigma: 0.5, noiseTheta: 0.15 } as const;
    const noise = new ActionNoise(2);
    noise.advance(settings, new DrawSequence(1, 'exploration').at(0, 0).next);
    const other = new ActionNoise(2);
    other.load(structuredClone(noise.save()));
    for (const one of [noise, other]) one.advance(settings, new DrawSequence(1, 'exploration').at(0, 1).next);
    expect(other.value).toEqual(noise.value);
    noise.restart();
    expect([...noise.value]).toEqual([0, 0]);
  });
});
