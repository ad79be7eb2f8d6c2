import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { REWARD_SHAPES } from '../../exact/rewards.ts';
import {
  ACTIONS,
  estimateOf,
  type LikelihoodRatioState,
  logitEstimates,
  logitsOf,
  type Quantities,
  quantitiesOf,
} from './quantities.ts';
import { likelihoodRatio } from './spec.ts';
import { judge } from './verdict.ts';

const initial = likelihoodRatio.state.parse({});
const tenths = (low: number, high: number) => fc.integer({ min: low * 10, max: high * 10 }).map((t) => t / 10);
const list = (low: number, high: number, length: number) =>
  fc.array(tenths(low, high), { minLength: length, maxLength: length }).map((values) => values.join(','));
const anyState: fc.Arbitrary<LikelihoodRatioState> = fc.record({
  policy: fc.constantFrom('gaussian' as const, 'categorical' as const),
  f: fc.constantFrom(...REWARD_SHAPES),
  drawn: list(-3, 3, 9),
  mean: tenths(-3, 3),
  sigma: tenths(0.3, 2),
  logits: list(-5, 5, 5),
  action: fc.integer({ min: 1, max: 5 }),
  constant: tenths(-6, 6),
  samples: fc.integer({ min: 1, max: 2000 }),
  seed: fc.integer({ min: 1, max: 999 }),
});

/** U by a route of its own: the sum over actions, or a fine sum over the line. */
function objective({ f, state }: Quantities, shift: number): number {
  const value = (x: number) => {
    const { pieces } = f;
    const { coefficients, origin } = pieces.findLast(({ from }) => from <= x)!;
    return coefficients.reduce((sum, c, n) => sum + c * (x - origin) ** n, 0);
  };
  if (state.policy === 'categorical') {
    const weights = logitsOf(state.logits).map((logit, k) => Math.exp(logit + (k === state.action - 1 ? shift : 0)));
    const total = weights.reduce((a, b) => a + b);
    return weights.reduce((sum, weight, k) => sum + (weight / total) * value(ACTIONS[k]!), 0);
  }
  const n = 1600; // cells end where f may break
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const x = -20 + (40 * (i + 0.5)) / n;
    sum += ((value(x) * 40) / n) * Math.exp(-(((x - state.mean - shift) / state.sigma) ** 2) / 2);
  }
  return sum / (state.sigma * Math.sqrt(2 * Math.PI));
}

const number = (text: string) => Number(text.replace('−', '-').replaceAll(',', ''));

test('every number in the sentence is true of the state', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const quantities = quantitiesOf(state);
      const { level, text: marked } = judge(quantities);
      const text = plainText(marked);
      const h = 1e-3;
      const slope = (objective(quantities, h) - objective(quantities, -h)) / (2 * h);
      const exact = number(/exact gradient is ([+−]?\d+\.\d\d)/.exec(text)![1]!);
      expect(Math.abs(exact - slope)).toBeLessThan(0.0051 + 2e-3 * Math.abs(slope));

      // mean and spread of the pushes by two plain passes
      const pushes = quantities.pushes.slice(0, state.samples);
      const mean = pushes.reduce((a, b) => a + b) / state.samples;
      if (state.samples === 1) {
        expect(level).toBe(2);
        expect(Math.abs(number(/says ([+−]?\d+\.\d\d)/.exec(text)![1]!) - mean)).toBeLessThan(0.0051);
        return;
      }
      const spread = pushes.reduce((sum, push) => sum + (push - mean) ** 2, 0) / (state.samples - 1);
      const band = 1.96 * Math.sqrt(spread / state.samples);
      const [, count, said, give] = /After ([\d,]+) samples the estimate is ([+−\d.]+) ± ([\d.]+)/.exec(text)!;
      expect(number(count!)).toBe(state.samples);
      expect(Math.abs(number(said!) - mean)).toBeLessThan(0.0051);
      expect(Math.abs(number(give!) - band)).toBeLessThan(0.0051);
      const near = 1e-6 * (1 + band);
      if (/outside/.test(text)) expect(Math.abs(quantities.gradient - mean)).toBeGreaterThan(band - near);
      else expect(Math.abs(quantities.gradient - mean)).toBeLessThanOrEqual(band + near);
      if (/not even its sign/.test(text)) expect(Math.abs(mean)).toBeLessThan(band + near);
      expect(level).toBe(/outside/.test(text) ? 2 : /not even/.test(text) ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});

test('what the constant does, and how many samples it takes, is so', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const text = plainText(judge(quantitiesOf(state)).text);
      const variance = (constant: number) => {
        const { variance: exact, gradient } = quantitiesOf({ ...state, constant });
        return { exact, gradient };
      };
      const times = /variance ([\d.]+) times/.exec(text);
      if (times) {
        const ratio = variance(state.constant).exact / variance(0).exact;
        expect(Math.abs(Number(times[1]) - ratio)).toBeLessThan(ratio < 10 ? 0.051 : 0.51 + 1e-6 * ratio);
        expect(variance(state.constant).gradient).toBeCloseTo(variance(0).gradient, 9);
      }
      if (/all but removes/.test(text)) expect(variance(state.constant).exact).toBeLessThan(0.051 * variance(0).exact);
      const needed = /takes about ([\d,]+)\./.exec(text);
      if (needed) {
        const { exact, gradient } = variance(state.constant);
        const half = 1.96 * Math.sqrt(exact / number(needed[1]!));
        expect(half / Math.abs(gradient)).toBeGreaterThan(0.09);
        expect(half / Math.abs(gradient)).toBeLessThan(0.11);
      }
    }),
    { numRuns: 500 },
  );
});

test('the same seed sends the same samples; the parameter moves them along', () => {
  const [a, b] = [quantitiesOf(initial), quantitiesOf({ ...initial, mean: initial.mean + 0.5 })];
  for (let i = 0; i < 50; i++) expect(b.xs[i]! - a.xs[i]!).toBeCloseTo(0.5, 12);
  expect(quantitiesOf({ ...initial, seed: 2 }).xs[0]).not.toBe(a.xs[0]);
});

test('the pushes have the exact mean and variance, within four standard errors', () => {
  for (const change of [{}, { constant: 6 }, { f: 'step' as const }, { policy: 'categorical' as const }]) {
    const { gradient, variance, pushes, means } = quantitiesOf({ ...initial, ...change });
    expect(Math.abs(means.at(-1)! - gradient)).toBeLessThan(4 * Math.sqrt(variance / pushes.length));
    const spread = pushes.reduce((sum, push) => sum + (push - gradient) ** 2, 0) / pushes.length;
    expect(spread / variance).toBeGreaterThan(0.6);
    // the pushes of a parabola have heavy tails
    expect(spread / variance).toBeLessThan(1.6);
  }
});

test('the five logits’ estimates add up to nothing, and hold the one that is followed', () => {
  const quantities = quantitiesOf({ ...initial, policy: 'categorical', action: 2 });
  const estimates = logitEstimates(quantities);
  expect(estimates[1]).toBeCloseTo(estimateOf(quantities).mean, 12);
  expect(estimates.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
  expect(quantities.gradients.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
});
