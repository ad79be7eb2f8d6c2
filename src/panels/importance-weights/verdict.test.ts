import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { type ImportanceState, quantitiesOf } from './quantities.ts';
import { importanceWeights } from './spec.ts';
import { at, BATCH, trajectoriesOf } from './trajectories.ts';
import { judge } from './verdict.ts';

const initial = importanceWeights.state.parse({});
const twentieths = (low: number, high: number) => fc.integer({ min: low * 20, max: high * 20 }).map((t) => t / 20);
const anyState: fc.Arbitrary<ImportanceState> = fc.record({
  muNew: twentieths(-2, 2),
  sigmaNew: twentieths(0.4, 2),
  muOld: twentieths(-2, 2),
  sigmaOld: twentieths(0.4, 2),
  horizon: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 200 })),
  seed: fc.constant(1),
});

const logDensity = (mean: number, sigma: number, x: number) => -Math.log(sigma) - ((x - mean) / sigma) ** 2 / 2;

/** log w of the first batch, action by action: a route of its own. */
function logWeights({ muNew, sigmaNew, muOld, sigmaOld, horizon }: ImportanceState): number[] {
  const { sums } = trajectoriesOf(1);
  return Array.from({ length: BATCH }, (_, i) => {
    let sum = 0;
    for (let t = 1; t <= horizon; t++) {
      const action = muOld + sigmaOld * (sums[at(i, t)]! - sums[at(i, t - 1)]!);
      sum += logDensity(muNew, sigmaNew, action) - logDensity(muOld, sigmaOld, action);
    }
    return sum;
  });
}

const number = (text: string) => Number(text.replaceAll(',', ''));

test('what the sentence claims follows from the actions themselves', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { level, text: marked } = judge(quantitiesOf(state));
      const text = plainText(marked);
      if (/are the same/.test(text)) {
        expect([state.muNew, state.sigmaNew]).toEqual([state.muOld, state.sigmaOld]);
        expect(level).toBe(0);
        return;
      }
      const logs = logWeights(state);
      const most = Math.max(...logs);
      const weights = logs.map((log) => Math.exp(log - most));
      const total = weights.reduce((a, b) => a + b);
      const size = total ** 2 / weights.reduce((sum, w) => sum + w * w, 0);
      const [, steps] = /After (one|\d+) step/.exec(text)!;
      expect(steps === 'one' ? 1 : Number(steps)).toBe(state.horizon);
      expect(Math.abs(Number(/worth ([\d.]+);/.exec(text)![1]) - size)).toBeLessThan(0.0502);
      expect(Math.abs(Number(/carries (\d+) %/.exec(text)![1]) - 100 / total)).toBeLessThan(0.502);
      const wide = state.sigmaNew ** 2 >= 2 * state.sigmaOld ** 2;
      expect(/infinite/.test(text)).toBe(wide);
      const expected = size >= 25 ? (wide ? 1 : 0) : size >= 5 ? 1 : 2;
      if (Math.abs(size - 25) > 1e-6 && Math.abs(size - 5) > 1e-6) expect(level).toBe(expected);

      const shift = state.muNew - state.muOld;
      const kl =
        Math.log(state.sigmaNew / state.sigmaOld) +
        (state.sigmaOld ** 2 + shift ** 2) / (2 * state.sigmaNew ** 2) -
        0.5;
      const said = /KL\(π old ‖ π new\) = ([\d.]+)/.exec(text)![1]!;
      expect(Math.abs(Number(said) - kl)).toBeLessThanOrEqual(0.51 * 10 ** -(said.split('.')[1]?.length ?? 0));
      // too wide for a sum over ±60, if not for good
      if (2 * state.sigmaOld ** 2 - state.sigmaNew ** 2 < 0.2) return;
      // E r² by a sum over the line, under the density p²/q made normal: no closed form is asked
      let square = 0;
      const reach = 60;
      for (let i = 0; i < 24_000; i++) {
        const x = -reach + (2 * reach * (i + 0.5)) / 24_000;
        square +=
          (Math.exp(2 * logDensity(state.muNew, state.sigmaNew, x) - logDensity(state.muOld, state.sigmaOld, x)) *
            (2 * reach)) /
          24_000 /
          Math.sqrt(2 * Math.PI);
      }
      const fraction = square ** -state.horizon;
      const counted = /very many, (\d+) % would/.exec(text);
      if (counted) expect(Math.abs(Number(counted[1]) / 100 - fraction)).toBeLessThan(0.006);
      const oneIn = /very many, one in ([\d,]+) would/.exec(text);
      if (oneIn) expect(number(oneIn[1]!) * fraction).toBeGreaterThan(0.9);
      if (oneIn) expect(number(oneIn[1]!) * fraction).toBeLessThan(1.1);
      if (/a million/.test(text)) expect(fraction).toBeLessThan(1.1e-6);
      if (/a billion/.test(text)) expect(fraction).toBeLessThan(1.1e-9);
    }),
    { numRuns: 500 },
  );
});

test('every weight has mean 1, and its logarithm mean −T·KL', () => {
  const quantities = quantitiesOf({ ...initial, horizon: 5 });
  const { sums } = quantities.trajectories;
  const count = 2000;
  let [mean, log] = [0, 0];
  for (let i = 0; i < count; i++) {
    const weight = 5 * quantities.ratio.constant + quantities.ratio.linear * sums[at(i, 5)]!;
    mean += Math.exp(weight) / count;
    log += weight / count;
  }
  // equal widths: the variance of log w is 2 T KL
  expect(Math.abs(log + 5 * quantities.kl)).toBeLessThan(4 * Math.sqrt((10 * quantities.kl) / count));
  expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt((Math.exp(10 * quantities.kl) - 1) / count));
});

test('over one step both estimates are near; over many the ordinary one strays further', () => {
  const short = quantitiesOf({ ...initial, horizon: 1 });
  expect(short.ordinaryError).toBeLessThan(0.3);
  const long = quantitiesOf({ ...initial, horizon: 100 });
  expect(long.ordinaryError).toBeGreaterThan(long.weightedError);
  // the weighted one cannot leave what was seen: it stays on the old policy's side
  expect(long.weighted.reduce((a, b) => a + b) / long.weighted.length).toBeLessThan(initial.muNew);
});
