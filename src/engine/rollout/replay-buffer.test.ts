import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS } from '../envs/index.ts';
import { ReplayBuffer } from './replay-buffer.ts';

/** Transition i of a made-up episode: every number tells where it came from. */
function add(buffer: ReplayBuffer, i: number): void {
  buffer.add([i, -i], [10 * i], 100 * i, [i + 1, -i - 1], i % 3 === 0);
}

/** Which transitions a large minibatch holds, after a look at whether each is whole. */
function contents(buffer: ReplayBuffer, count = 400): number[] {
  const { observations, pairs, rewards, nextObservations, terminated } = buffer.sample(count, 1, 0);
  const found = new Set<number>();
  for (let row = 0; row < count; row++) {
    const i = observations[2 * row]!;
    found.add(i);
    expect([...pairs.subarray(3 * row, 3 * row + 3)]).toEqual([i, -i + 0, 10 * i]);
    expect(rewards[row]).toBe(100 * i);
    expect([...nextObservations.subarray(2 * row, 2 * row + 2)]).toEqual([i + 1, -i - 1]);
    expect(terminated[row]).toBe(i % 3 === 0 ? 1 : 0);
  }
  return [...found].sort((a, b) => a - b);
}

describe('the replay buffer', () => {
  it('hands out whole transitions, and of a full ring the newest ones', () => {
    const buffer = new ReplayBuffer(8, 2, 1);
    for (let i = 1; i <= 5; i++) add(buffer, i);
    expect(buffer.size).toBe(5);
    expect(contents(buffer)).toEqual([1, 2, 3, 4, 5]);
    for (let i = 6; i <= 21; i++) add(buffer, i);
    expect(buffer.size).toBe(8);
    expect(contents(buffer)).toEqual([14, 15, 16, 17, 18, 19, 20, 21]);
  });

  it('holds the last of however many there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), (capacity, count) => {
        const buffer = new ReplayBuffer(capacity, 2, 1);
        for (let i = 1; i <= count; i++) add(buffer, i);
        const first = Math.max(1, count - capacity + 1);
        expect(contents(buffer)).toEqual(Array.from({ length: count - first + 1 }, (_, i) => first + i));
      }),
      { numRuns: 30 },
    );
  });

  it('draws by seed and counter alone, each transition about equally often', () => {
    const buffer = new ReplayBuffer(10, 2, 1);
    for (let i = 0; i < 10; i++) add(buffer, i);
    const draw = (seed: number, counter: number) => [...buffer.sample(50, seed, counter).rewards];
    const once = draw(1, 7);
    expect(draw(1, 8)).not.toEqual(once);
    expect(draw(2, 7)).not.toEqual(once);
    expect(draw(1, 7)).toEqual(once);
    const counts = new Array<number>(10).fill(0);
    for (let counter = 0; counter < 200; counter++) for (const reward of draw(3, counter)) counts[reward / 100]! += 1;
    // 10,000 draws: 1000 each, with a deviation of 30.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('goes on from a checkpoint, wherever in the ring it stood', () => {
    for (const count of [3, 8, 13]) {
      const first = new ReplayBuffer(8, 2, 1);
      for (let i = 1; i <= count; i++) add(first, i);
      const second = new ReplayBuffer(8, 2, 1);
      second.load(structuredClone(first.save()));
      for (const buffer of [first, second]) for (let i = 1; i <= 4; i++) add(buffer, count + i);
      expect(second.sample(64, 1, 1)).toEqual(first.sample(64, 1, 1));
    }
  });

  it('refuses what does not fit, and to draw from nothing', () => {
    const buffer = new ReplayBuffer(4, 2, 1);
    expect(() => buffer.sample(1, 1, 0)).toThrow(RangeError);
    const larger = new ReplayBuffer(9, 2, 1);
    for (let i = 0; i < 9; i++) add(larger, i);
    expect(() => buffer.load(larger.save())).toThrow(/does not fit/);
    expect(() => new ReplayBuffer(9, 3, 1).load(larger.save())).toThrow(/does not fit/);
  });

  it('keeps 100,000 transitions of any environment in 32 MB', () => {
    for (const { action, observation } of ENVIRONMENTS) {
      if (action.kind !== 'box') continue;
      expect(new ReplayBuffer(100_000, observation.size, action.size).bytes).toBeLessThanOrEqual(32 * 1024 * 1024);
    }
  });
});
