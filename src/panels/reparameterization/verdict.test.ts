import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { REWARD_SHAPES } from '../../exact/rewards.ts';
import { type Quantities, quantitiesOf, REPEATS, type ReparameterizationState, sampleAt } from './quantities.ts';
import { reparameterization } from './spec.ts';
import { judge } from './verdict.ts';

const initial = reparameterization.state.parse({});
const tenths = (low: number, high: number) => fc.integer({ min: low * 10, max: high * 10 }).map((t) => t / 10);
const anyState: fc.Arbitrary<ReparameterizationState> = fc.record({
  f: fc.constantFrom(...REWARD_SHAPES),
  drawn: fc.array(tenths(-3, 3), { minLength: 9, maxLength: 9 }).map((values) => values.join(',')),
  mean: tenths(-3, 3),
  sigma: tenths(0.1, 2),
  z: tenths(-2.5, 2.5),
  batch: fc.constant(1),
  baseline: fc.boolean(),
  seed: fc.constant(1),
});

/** Mean and variance of one sample of each kind by a sum over z that steps over no kink: a route of its own. */
function moments(quantities: Quantities) {
  const { mean, sigma } = quantities.state;
  const ends = [
    -9,
    ...Array.from({ length: 25 }, (_, i) => ((i - 12) / 2 - mean) / sigma).filter((z) => Math.abs(z) < 9),
    9,
  ];
  const sums = { ratio: 0, ratioSquare: 0, path: 0, pathSquare: 0 };
  for (const [i, to] of ends.slice(1).entries()) {
    const from = ends[i]!;
    const n = Math.max(4, Math.ceil((to - from) * 60));
    for (let j = 0; j < n; j++) {
      const z = from + ((to - from) * (j + 0.5)) / n;
      const weight = (((to - from) / n) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      const { push, slope } = sampleAt(quantities, z);
      sums.ratio += weight * push;
      sums.ratioSquare += weight * push * push;
      sums.path += weight * slope;
      sums.pathSquare += weight * slope * slope;
    }
  }
  return {
    ratio: { mean: sums.ratio, variance: sums.ratioSquare - sums.ratio ** 2 },
    path: { mean: sums.path, variance: sums.pathSquare - sums.path ** 2 },
  };
}

const number = (text: string) => Number(text.replace('−', '-').replaceAll(',', ''));
const close = (said: string, value: number, relative = 0.06) =>
  expect(Math.abs(number(said) - value)).toBeLessThan(relative * Math.abs(value) + 0.0052);

test('what the sentence claims follows from the integrals', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const quantities = quantitiesOf(state);
      const { level, text: marked } = judge(quantities);
      const text = plainText(marked);
      const { ratio, path } = moments(quantities);
      const biased = Math.abs(ratio.mean - path.mean) > 0.004;
      const jump = /reparameterized gradient is ([+−\d.]*\d) where the true one is ([+−\d.]*\d)/.exec(text);
      if (jump) {
        close(jump[1]!, path.mean);
        close(jump[2]!, ratio.mean);
        expect(level).toBe(2);
      } else expect(biased && Math.abs(ratio.mean) > 0.006).toBe(false);
      if (/too far away/.test(text)) expect(Math.abs(ratio.mean)).toBeLessThan(0.006);
      const none =
        /exact gradient, ([+−\d.]*\d): no variance at all, where the likelihood ratio has ([\d.,e−]*\d)\./.exec(text);
      if (none) {
        close(none[1]!, ratio.mean);
        close(none[2]!, ratio.variance);
        expect(path.variance).toBeLessThan(1e-6);
      }
      if (/nothing to estimate/.test(text)) expect(ratio.variance + path.variance).toBeLessThan(1e-6);
      const better = /has ([\d,.]+) times the variance: one reparameterized sample does the work of ([\d,.]*\d)\./.exec(
        text,
      );
      if (better) {
        close(better[1]!, ratio.variance / path.variance);
        expect(better[2]).toBe(better[1]);
        expect(level).toBe(0);
      }
      const alike = /likelihood ratio, of ([\d.,e−]*\d) reparameterized/.exec(text);
      if (alike) {
        close(alike[1]!, path.variance);
        expect(ratio.variance / path.variance).toBeGreaterThan(0.82);
        expect(ratio.variance / path.variance).toBeLessThan(1.22);
      }
      const worse = /other way round: reparameterized, the estimate has ([\d,.]+) times/.exec(text);
      if (worse) {
        close(worse[1]!, path.variance / ratio.variance);
        expect(path.variance).toBeGreaterThan(ratio.variance);
      }
      expect([jump, none, better, alike, worse].filter(Boolean).length + Number(/too far|nothing to/.test(text))).toBe(
        1,
      );
    }),
    { numRuns: 500 },
  );
});

test('the named cases show what they are there for', () => {
  const [parabola, little, zigzag, jump] = reparameterization.cases.map(({ state }) =>
    judge(quantitiesOf({ ...initial, ...state })),
  );
  expect(parabola!.level).toBe(0);
  expect(plainText(little!.text)).toMatch(/work of [\d,]{3,}\./);
  expect(zigzag!.text).toMatch(/other way round/);
  expect(jump!.level).toBe(2);
});

test('a thousand estimates of each kind have the exact mean and variance', () => {
  for (const change of [{}, { baseline: true }, { f: 'zigzag' as const }, { batch: 1 }]) {
    const { ratio, path, ratios, paths, state } = quantitiesOf({ ...initial, ...change });
    for (const [estimates, exact] of [
      [ratios, ratio],
      [paths, path],
    ] as const) {
      const variance = exact.variance / state.batch;
      const mean = estimates.reduce((a, b) => a + b) / REPEATS;
      const spread = estimates.reduce((sum, value) => sum + (value - exact.mean) ** 2, 0) / REPEATS;
      expect(Math.abs(mean - exact.mean)).toBeLessThan(4 * Math.sqrt(variance / REPEATS));
      expect(spread / variance).toBeGreaterThan(0.7);
      expect(spread / variance).toBeLessThan(1.4);
    }
  }
});

test('the same noise: moving the mean moves every action by as much', () => {
  const [a, b] = [quantitiesOf(initial), quantitiesOf({ ...initial, mean: initial.mean + 1 })];
  expect(b.zs).toEqual(a.zs);
  expect(sampleAt(b, 0.7).action - sampleAt(a, 0.7).action).toBeCloseTo(1, 12);
});
