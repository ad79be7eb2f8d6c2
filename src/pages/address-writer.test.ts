import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addressWriter } from './address-writer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('writes the first change at once, the last one of a drag when it rests, and none between', () => {
  const written: number[] = [];
  const writer = addressWriter();
  for (let place = 1; place <= 50; place++) {
    writer.follow(() => written.push(place));
    vi.advanceTimersByTime(16);
  }
  expect(written).toEqual([1]);
  vi.advanceTimersByTime(1000);
  expect(written).toEqual([1, 50]);
  writer.follow(() => written.push(51));
  expect(written).toEqual([1, 50, 51]);
});

it('writes nothing more once it was cancelled, and goes on with the next change at once', () => {
  const written: number[] = [];
  const writer = addressWriter();
  for (const change of [1, 2]) writer.follow(() => written.push(change));
  writer.cancel();
  vi.advanceTimersByTime(1000);
  expect(written).toEqual([1]);
  writer.follow(() => written.push(3));
  expect(written).toEqual([1, 3]);
});
