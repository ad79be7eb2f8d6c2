import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import type { WorkerTimeline } from '../../engine/run-events.ts';
import { accountOf, judge } from './account.ts';

const kinds = ['acting', 'computing', 'waiting', 'applying'] as const;
const anyTimeline: fc.Arbitrary<WorkerTimeline> = fc.integer({ min: 1, max: 8 }).chain((workers) =>
  fc.record({
    unit: fc.constantFrom('ms' as const, 'steps' as const),
    workers: fc.constant(workers),
    segments: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: workers - 1 }), fc.constantFrom(...kinds), fc.nat(1000), fc.nat(500))
        .map(([worker, kind, from, length]) => ({ worker, kind, from, to: from + length })),
      { maxLength: 40 },
    ),
    updates: fc.array(
      fc.record({ worker: fc.integer({ min: 0, max: workers - 1 }), at: fc.nat(1500), staleness: fc.nat(20) }),
      { maxLength: 30 },
    ),
  }),
);

test('what the sentence says of the gradients is true of the timeline', () => {
  fc.assert(
    fc.property(anyTimeline, (timeline) => {
      const { level, text } = judge(timeline);
      const words = plainText(text);
      const stale = timeline.updates.map(({ staleness }) => staleness);
      const stalest = Math.max(0, ...stale);
      expect(words.startsWith('No gradient')).toBe(stale.length === 0);
      expect(words.startsWith('In step')).toBe(stale.length > 0 && stalest === 0);
      if (stalest > 0) {
        const mean = stale.reduce((sum, value) => sum + value, 0) / stale.length;
        const [, said, most] = /([\d.]+) updates old on average, the stalest (\d+)/.exec(words)!;
        expect(Math.abs(Number(said) - mean)).toBeLessThanOrEqual(0.0501);
        expect(Number(most)).toBe(stalest);
        expect(level).toBe(mean <= timeline.workers ? 1 : 2);
      }
    }),
    { numRuns: 500 },
  );
});

test('waiting is counted by its time', () => {
  const segment = (kind: (typeof kinds)[number], from: number, to: number) => ({ worker: 0, kind, from, to });
  const segments = [segment('acting', 0, 30), segment('waiting', 30, 40), segment('computing', 40, 80)];
  expect(accountOf({ unit: 'ms', workers: 1, segments, updates: [] }).waiting).toBeCloseTo(1 / 8, 12);
});
