import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { EPISODES, type EstimatorState } from './quantities.ts';
import { estimatorVariance } from './spec.ts';
import { judge } from './verdict.ts';

const step = (low: number, high: number, per: number) =>
  fc.integer({ min: low * per, max: high * per }).map((value) => value / per);
const anyState: fc.Arbitrary<EstimatorState> = fc.record({
  problem: fc.constantFrom('two-state' as const, 'bandit' as const),
  theta1: step(-4, 4, 20),
  theta2: step(-4, 4, 20),
  batch: fc.integer({ min: 1, max: 50 }),
  baseline: step(-5, 15, 10),
  error: step(-5, 5, 10),
  weights: fc.constantFrom('discounted' as const, 'equal' as const),
  seed: fc.constant(1),
});
const sigmoid = (theta: number) => 1 / (1 + Math.exp(-theta));
const number = (text: string) => Number(text.replace('−', '-').replace(',', ''));
const within = (said: string, value: number, decimals: number) =>
  expect(Math.abs(number(said) - value)).toBeLessThanOrEqual(0.5001 * 10 ** -decimals);

/**
 * What a critic's estimate is in the mean, apart from what the panel computes with: forward over the time that is spent
 * in each state, with V by hand.
 */
function criticsMean({ theta1, theta2, weights }: EstimatorState, error: number): [number, number] {
  const [p, q] = [sigmoid(theta1), sigmoid(theta2)];
  const { horizon, gamma } = EPISODES;
  const value = (toGo: number, state: 0 | 1): number => table[toGo]![state];
  const table: (readonly [number, number])[] = [[0, 0]];
  for (let k = 1; k <= horizon; k++) {
    const [i, j] = table[k - 1]!;
    table.push([p * (1 + gamma * i) + (1 - p) * gamma * j, q * (2 + gamma * j) + (1 - q) * gamma * i]);
  }
  let occupied = [...EPISODES.start] as [number, number];
  const mean: [number, number] = [0, 0];
  for (let t = 0; t < horizon; t++) {
    const toGo = horizon - t - 1;
    const believed = (state: 0 | 1) => value(toGo, state) + (state === 1 && toGo > 0 ? error : 0);
    const gap = gamma * (believed(0) - believed(1));
    const weight = weights === 'equal' ? 1 : gamma ** t;
    mean[0] += weight * occupied[0] * p * (1 - p) * (1 + gap);
    mean[1] += weight * occupied[1] * q * (1 - q) * (2 - gap);
    occupied = [occupied[0] * p + occupied[1] * (1 - q), occupied[0] * (1 - p) + occupied[1] * q];
  }
  return mean;
}

test('without γ^t: how much longer, and how many degrees off', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const equal: EstimatorState = { ...state, problem: 'two-state', weights: 'equal' };
      const text = plainText(judge(equal).text);
      const [gx, gy] = criticsMean({ ...equal, weights: 'discounted' }, 0);
      const [mx, my] = criticsMean(equal, 0);
      const size = Math.hypot(gx, gy);
      within(/([\d.,]+) times as long/.exec(text)![1]!, Math.hypot(mx, my) / size, 1);
      const cosine = (gx * mx + gy * my) / size / Math.hypot(mx, my);
      const degrees = (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
      const said = /([\d.]+)° off/.exec(text)![1]!;
      expect(Math.abs(Number(said) - degrees)).toBeLessThanOrEqual(said.includes('.') ? 0.051 : 0.501);
      if (Math.abs(degrees - 5) > 1e-6) expect(judge(equal).level).toBe(degrees < 5 ? 1 : 2);
    }),
    { numRuns: 500 },
  );
});

test('a wrong critic: its bias, who is closer, and from which number of episodes it no longer is', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const asked: EstimatorState = { ...state, problem: 'two-state', weights: 'discounted' };
      fc.pre(asked.error !== 0);
      const { level, text: markup } = judge(asked);
      const text = plainText(markup);
      const gradient = criticsMean(asked, 0);
      const mean = criticsMean(asked, asked.error);
      const bias = Math.hypot(mean[0] - gradient[0], mean[1] - gradient[1]);
      const said = /biased by ([\d.,]+)|bias of ([\d.,]+)/.exec(text)!;
      within(said[1] ?? said[2]!, bias, said[1] ? 3 : 2);
      const [, closer] = /With (?:more than )?([\d,]+) episodes it no longer is/.exec(text) ?? [];
      if (!closer) {
        expect(level).toBe(2);
        return;
      }
      expect(level).toBeLessThan(2);
      const [, wrong, right] = /([\d.,]+) against ([\d.,]+): it scatters less/.exec(text)!;
      expect(number(wrong!)).toBeLessThanOrEqual(number(right!));
      const first = number(closer);
      expect(first).toBeGreaterThan(asked.batch);
      if (first < 10_000) {
        // with as many as said b(s) is closer; one fewer and it is not
        const inside = { ...asked, batch: first - 1 };
        if (first - 1 <= 50) expect(judge(inside).level).toBeLessThan(2);
        if (first <= 50) expect(judge({ ...asked, batch: first }).level).toBe(2);
      }
    }),
    { numRuns: 500 },
  );
});

test('a right critic: the spread falls, and the saving is the square of it', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const text = plainText(judge({ ...state, problem: 'two-state', weights: 'discounted', error: 0 }).text);
      const [, from, to, times] = /from ([\d.]+) to ([\d.]+), .* ([\d,.]+) times as many/.exec(text)!;
      const [low, high] = [
        (number(from!) - 0.006) / (number(to!) + 0.006),
        (number(from!) + 0.006) / Math.max(1e-9, number(to!) - 0.006),
      ];
      expect(number(times!)).toBeGreaterThanOrEqual(Math.max(0, low) ** 2 - 0.6);
      expect(number(times!)).toBeLessThanOrEqual(high ** 2 + 0.6);
    }),
    { numRuns: 500 },
  );
});

test('a bandit: the spreads are those of σ(θ) and its rewards', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { level, text: markup } = judge({ ...state, problem: 'bandit' });
      const text = plainText(markup);
      const p = sigmoid(state.theta1);
      const spread = (b: number) => {
        const second = p * (1 - p) ** 2 * ((1 - b) ** 2 + 0.09) + (1 - p) * p ** 2 * ((0.5 - b) ** 2 + 0.09);
        return Math.sqrt((second - (0.5 * p * (1 - p)) ** 2) / state.batch);
      };
      const [, from, to] = /from (\d+\.\d+) to (\d+\.\d+)/.exec(text)!;
      within(from!, spread(0), 3);
      within(to!, spread(state.baseline), 3);
      if (Math.abs(spread(0) - spread(state.baseline)) > 1e-9)
        expect(level).toBe(spread(state.baseline) < spread(0) ? 0 : 1);
      const [, best] = /b = U to (\d+\.\d+)/.exec(text) ?? [];
      if (best) within(best, spread((1 - p) * 0.5 + p), 3);
    }),
    { numRuns: 500 },
  );
});

test('the named cases say what they are for', () => {
  const said = estimatorVariance.cases.map(({ state }) => judge(estimatorVariance.state.parse(state)).text);
  expect(said[0]).toMatch(/does not average out/);
  expect(said[1]).toMatch(/still closer/);
  expect(said[2]).toMatch(/° off\]. A smaller step/);
  expect(said[3]).toMatch(/nothing to look ahead to/);
});
