import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onNextFrame } from './frames.ts';

let now = 0;
let frames: (() => void)[] = [];

beforeEach(() => {
  now = 0;
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const frame = () => {
  for (const callback of frames.splice(0)) callback();
};

test('quick drawings share a frame, slow ones follow in frames of their own', () => {
  const drawn: string[] = [];
  const takes = (name: string, time: number) => () => {
    drawn.push(name);
    now += time;
  };
  for (const [name, time] of [
    ['a', 1],
    ['b', 2],
    ['slow', 30],
    ['c', 1],
    ['slower', 40],
    ['d', 1],
  ] as const)
    onNextFrame(takes(name, time));
  frame();
  expect(drawn).toEqual(['a', 'b', 'slow']);
  frame();
  expect(drawn).toEqual(['a', 'b', 'slow', 'c', 'slower']);
  frame();
  expect(drawn.at(-1)).toBe('d');
  frame();
  expect([drawn.length, frames.length]).toEqual([6, 0]);
});

test('who undoes it is not drawn, and who asks twice is drawn once', () => {
  const draw = vi.fn();
  const undone = vi.fn();
  onNextFrame(undone)();
  onNextFrame(draw);
  onNextFrame(draw);
  frame();
  expect(undone).not.toHaveBeenCalled();
  expect(draw).toHaveBeenCalledTimes(1);
});

test('a figure that breaks does not hold up the others', () => {
  const draw = vi.fn();
  onNextFrame(() => {
    throw new Error('no such colour');
  });
  onNextFrame(draw);
  expect(frame).toThrow('no such colour');
  frame();
  expect(draw).toHaveBeenCalledTimes(1);
});
