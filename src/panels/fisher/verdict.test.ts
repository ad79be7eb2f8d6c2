import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { uniform } from '../../engine/rng.ts';
import { type FisherState, MOST_SAMPLES } from './quantities.ts';
import { fisher } from './spec.ts';
import { judge } from './verdict.ts';

const hundredths = (low: number, high: number) =>
  fc.integer({ min: low * 100, max: high * 100 }).map((value) => value / 100);
const anyState: fc.Arbitrary<FisherState> = fc.record({
  policy: fc.constant('softmax' as const),
  theta1: hundredths(-3, 3),
  theta2: hundredths(-3, 3),
  sigma: fc.constant(1),
  // small and large numbers alike
  samples: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: MOST_SAMPLES })),
  seed: fc.integer({ min: 1, max: 3 }),
});

/** The estimate by counting actions, apart from what the panel computes with. */
function counted({ theta1, theta2, samples, seed }: FisherState) {
  const weights = [Math.exp(theta1), Math.exp(theta2), 1];
  const total = weights[0]! + weights[1]! + weights[2]!;
  const [p, q, rest] = weights.map((weight) => weight / total) as [number, number, number];
  const counts = [0, 0, 0];
  for (let i = 0; i < samples; i++) {
    const draw = uniform(seed, 'action', 0, i);
    counts[draw < p ? 0 : draw < p + q ? 1 : 2]! += 1;
  }
  const scores = [
    [1 - p, -q],
    [-p, 1 - q],
    [-p, -q],
  ] as const;
  const average = (shares: readonly number[]) =>
    [
      [0, 0],
      [0, 1],
      [1, 1],
    ].map(([i, j]) => scores.reduce((sum, score, action) => sum + shares[action]! * score[i!]! * score[j!]!, 0));
  const norm = ([xx, xy, yy]: readonly number[]) => Math.hypot(xx!, xy!, xy!, yy!);
  const estimate = average(counts.map((count) => count / samples));
  const exact = average([p, q, rest]);
  const off = (matrix: readonly number[]) => norm(matrix.map((value, i) => value - exact[i]!)) / norm(exact);
  const square = scores.reduce((sum, _, action) => {
    const alone = average([0, 1, 2].map((other) => (other === action ? 1 : 0)));
    return sum + [p, q, rest][action]! * off(alone) ** 2;
  }, 0);
  return { counts, error: off(estimate), usual: Math.sqrt(square / samples), one: Math.sqrt(square) };
}

const percent = (text: string, value: number) =>
  expect(Math.abs(Number(text) - value * 100)).toBeLessThanOrEqual(text.includes('.') ? 0.0501 : 0.501);

test('what is said of the error is true of the actions that were drawn', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { level, text: markup } = judge(state);
      const text = plainText(markup);
      const { counts, error, usual, one } = counted(state);
      const kinds = counts.filter((count) => count > 0).length;
      expect(/rank 1/.test(text)).toBe(kinds === 1);
      expect(text.startsWith(state.samples === 1 ? 'One sample' : state.samples.toLocaleString('en-US'))).toBe(true);
      if (kinds === 1) {
        expect(level).toBe(2);
        return;
      }
      percent(/off by ([\d.]+) %/.exec(text)![1]!, error);
      percent(/\(([\d.]+) % is usual\)/.exec(text)![1]!, usual);
      if (Math.abs(error - 0.1) > 1e-9 && Math.abs(error - 0.5) > 1e-9)
        expect(level).toBe(error > 0.5 ? 2 : error > 0.1 ? 1 : 0);
      const needed = /usually takes ([\d,]+)/.exec(text);
      expect(Boolean(needed)).toBe(level > 0);
      if (needed) {
        const count = Number(needed[1]!.replaceAll(',', ''));
        expect(one / Math.sqrt(count)).toBeLessThanOrEqual(0.1 + 1e-9);
        expect(one / Math.sqrt(count - 1)).toBeGreaterThan(0.1 - 1e-9);
      }
    }),
    { numRuns: 500 },
  );
});

test('the named cases say what they are for', () => {
  const said = fisher.cases.map(({ state }) => judge(fisher.state.parse(state)));
  expect(said[0]!.text).toMatch(/rank 1/);
  expect(said[2]!.level).toBe(0);
  // E‖s‖⁴ of a Gaussian is 83 and ‖F‖² is 5: 3.95 for one sample
  expect(plainText(said[3]!.text)).toMatch(/\(3\.9 % is usual\)/);
});
