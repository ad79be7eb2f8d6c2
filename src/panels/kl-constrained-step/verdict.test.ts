import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { quantitiesOf, regionOf } from './quantities.ts';
import { klConstrainedStep } from './spec.ts';
import { judge } from './verdict.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
type Pair = readonly [number, number];

/** The problem from its definition, apart from what the panel computes with. */
function shares([a, b]: Pair): Pair {
  const [goI, goJ] = [sigmoid(-a), sigmoid(-b)];
  return [goJ / (goI + goJ), goI / (goI + goJ)];
}
const worth = (theta: Pair) => shares(theta)[0] * sigmoid(theta[0]) + shares(theta)[1] * sigmoid(theta[1]) * 2;
function kl(from: Pair, to: Pair): number {
  const bernoulli = (x: number, y: number) =>
    sigmoid(x) * Math.log(sigmoid(x) / sigmoid(y)) + sigmoid(-x) * Math.log(sigmoid(-x) / sigmoid(-y));
  return shares(from)[0] * bernoulli(from[0], to[0]) + shares(from)[1] * bernoulli(from[1], to[1]);
}
/** F⁻¹∇U with a gradient by central differences. */
function natural(theta: Pair): { step: Pair; slope: number; gradient: Pair } {
  const h = 1e-5;
  const gradient: Pair = [
    (worth([theta[0] + h, theta[1]]) - worth([theta[0] - h, theta[1]])) / (2 * h),
    (worth([theta[0], theta[1] + h]) - worth([theta[0], theta[1] - h])) / (2 * h),
  ];
  const fisher = shares(theta).map((share, s) => share * sigmoid(theta[s]!) * sigmoid(-theta[s]!));
  const step: Pair = [gradient[0] / fisher[0]!, gradient[1] / fisher[1]!];
  return { step, slope: gradient[0] * step[0] + gradient[1] * step[1], gradient };
}

const anyState = fc.record({
  thetaI: fc.integer({ min: -40, max: 80 }).map((n) => n / 20),
  thetaJ: fc.integer({ min: -50, max: 50 }).map((n) => n / 20),
  delta: fc.integer({ min: 1, max: 60 }).map((n) => n / 200),
  lambda: fc.integer({ min: 20, max: 2000 }).map((n) => n / 100),
});
const number = (text: string) => Number(text.replace('−', '-').replace('+', ''));

test('every claim of the sentence is true of the state', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { level, text: marked } = judge(quantitiesOf(regionOf(state), state.lambda));
      const text = plainText(marked);
      const theta: Pair = [state.thetaI, state.thetaJ];
      const { step, slope, gradient } = natural(theta);
      const next: Pair = [theta[0] + step[0] / state.lambda, theta[1] + step[1] / state.lambda];
      const divergence = kl(theta, next);
      const spent = divergence / state.delta;
      const meeting = Math.sqrt(slope / (2 * state.delta));
      const quadratic = slope / (2 * state.lambda ** 2) / state.delta;
      fc.pre([0.75, 1.25].every((end) => Math.abs(spent - end) > 1e-5) && Math.abs(meeting - state.lambda) > 1e-4);
      expect(level).toBe(spent < 0.75 ? 0 : spent <= 1.25 ? 1 : 2);

      expect(Math.abs(number(/^At λ = (\d+(?:\.\d+)?)/.exec(text)![1]!) - state.lambda)).toBeLessThanOrEqual(0.0501);
      const told = /KL\(π old ‖ π new\) = (\d+(?:\.\d+)?)/.exec(text);
      if (told) expect(Math.abs(number(told[1]!) - divergence)).toBeLessThanOrEqual(0.000501);
      const share = /, (\d+) % of/.exec(text);
      if (share) expect(Math.abs(number(share[1]!) - spent * 100)).toBeLessThanOrEqual(0.501);
      const times = /spends (\d+(?:\.\d+)?) times δ.*expects (\d+(?:\.\d+)?) times/.exec(text);
      if (times) {
        expect(Math.abs(number(times[1]!) / spent - 1)).toBeLessThan(0.06);
        expect(Math.abs(number(times[2]!) - quadratic)).toBeLessThanOrEqual(0.051 + 1e-3 * quadratic);
      }
      const target = /(?:fall to|own δ at) λ = (\d+(?:\.\d+)?)/.exec(text);
      if (target) expect(Math.abs(number(target[1]!) - meeting)).toBeLessThanOrEqual(0.0501);
      if (/fall to/.test(text)) expect(meeting).toBeLessThan(state.lambda);
      if (/own δ/.test(text)) expect(meeting).toBeGreaterThan(state.lambda);
      if (/overrates KL/.test(text)) expect(quadratic).toBeGreaterThan(spent);
      if (/too flat/.test(text)) expect(quadratic).toBeLessThan(spent);

      const gains = /changes U by ([+−]?\d+\.\d+), a plain gradient step of the same KL by ([+−]?\d+\.\d+)/.exec(text);
      if (!gains) return;
      expect(Math.abs(number(gains[1]!) - (worth(next) - worth(theta)))).toBeLessThanOrEqual(0.00052);
      const along = (length: number): Pair => [theta[0] + gradient[0] * length, theta[1] + gradient[1] * length];
      let [low, high] = [0, 1];
      while (kl(theta, along(high)) < divergence) high *= 2;
      for (let i = 0; i < 60; i += 1) {
        const middle = (low + high) / 2;
        if (kl(theta, along(middle)) < divergence) low = middle;
        else high = middle;
      }
      expect(Math.abs(number(gains[2]!) - (worth(along(low)) - worth(theta)))).toBeLessThanOrEqual(0.0006);
    }),
    { numRuns: 500 },
  );
});

test('the named cases are what their names say', () => {
  const [high, meets, slide, coin] = klConstrainedStep.cases.map(({ state }) => {
    const whole = klConstrainedStep.state.parse(state);
    return { ...quantitiesOf(regionOf(whole), whole.lambda), whole };
  });
  expect(high!.lambda).toBeGreaterThan(3 * high!.meeting);
  expect(meets!.lambda).toBeCloseTo(meets!.meeting, 2);
  expect(slide!.lambda).toBeCloseTo(slide!.meeting / 2, 2);
  expect(slide!.quadratic / slide!.delta).toBeCloseTo(4, 1);
  expect(coin!.lambda).toBeCloseTo(coin!.meeting, 2);
});
