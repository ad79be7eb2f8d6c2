import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { quantitiesOf, type TaylorState } from './quantities.ts';
import { klTaylor } from './spec.ts';
import { judge } from './verdict.ts';

const twentieths = (from: number, to: number) => fc.integer({ min: from * 20, max: to * 20 }).map((n) => n / 20);
const anyState: fc.Arbitrary<TaylorState> = fc.record({
  family: fc.constantFrom('sigmoid', 'categorical', 'gaussian'),
  thetaOld: twentieths(-6, 6),
  theta1: twentieths(-3, 3),
  theta2: twentieths(-3, 3),
  sigmaOld: fc.integer({ min: 10, max: 40 }).map((n) => n / 20),
  angle: fc.integer({ min: 0, max: 359 }),
  step: fc.integer({ min: -800, max: 800 }).map((n) => n / 200),
  zoom: fc.constantFrom('1', '2', '4', '8'),
});

interface Truth {
  readonly t: number;
  readonly kl: number;
  readonly reverse: number;
  /** By a second difference of KL: apart from the closed form. */
  readonly fisher: number;
}

/** From the definitions, apart from what the panel computes with. */
function truthOf(state: TaylorState): Truth {
  const reach = (state.family === 'gaussian' ? 2 : 4) / Number(state.zoom);
  const t = Math.max(-reach, Math.min(reach, state.step));
  const angle = (state.angle * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const kl = (from: number, to: number): number => {
    if (state.family === 'gaussian') {
      const at = (time: number) => ({ m: c * time, s: state.sigmaOld * Math.exp(s * time) });
      const [p, q] = [at(from), at(to)];
      return Math.log(q.s / p.s) + (p.s ** 2 + (p.m - q.m) ** 2) / (2 * q.s ** 2) - 0.5;
    }
    const at = (time: number) => {
      const logits =
        state.family === 'sigmoid' ? [state.thetaOld + time, 0] : [state.theta1 + c * time, state.theta2 + s * time, 0];
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return logits.map((logit) => Math.exp(logit) / total);
    };
    const q = at(to);
    return at(from).reduce((sum, p, a) => sum + p * Math.log(p / q[a]!), 0);
  };
  const h = 1e-3;
  const fisher = (16 * (kl(0, h) + kl(0, -h)) - (kl(0, 2 * h) + kl(0, -2 * h))) / (12 * h * h);
  return { t, kl: kl(0, t), reverse: kl(t, 0), fisher };
}

const number = (text: string) => Number(text.replaceAll('−', '-').replaceAll(',', ''));
/** A number in a sentence is true to its last digit; what it is compared with, to rounding. */
function expectSaid(text: string, value: number): void {
  const decimals = /e/.test(text)
    ? 1 - Number(number(text).toExponential(1).split('e')[1])
    : (text.split('.')[1]?.length ?? 0);
  expect(Math.abs(number(text) - value)).toBeLessThanOrEqual(0.501 * 10 ** -decimals + 1e-5 * Math.abs(value) + 1e-9);
}
const NUMBER = '(−?[\\d,]+(?:\\.\\d+)?(?:e[−+]\\d+)?)';
const read = (text: string, before: string) => new RegExp(`${before}${NUMBER}`).exec(text)?.[1];

test('the mark fills as the parabola leaves the truth, and every number in the sentence is true', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { t, kl, reverse, fisher } = truthOf(state);
      const verdict = judge(quantitiesOf(state));
      const text = plainText(verdict.text);
      if (t === 0) return expectSaid(read(text, 'F d = ')!, fisher);
      const parabola = 0.5 * fisher * t * t;
      // where the step is tiny the definition has no digits left to compare
      fc.pre(parabola > 1e-7);
      const ratio = kl / parabola;
      const bounds = [0.9, 1.1, 1.5, 1 / 1.5];
      fc.pre(bounds.every((bound) => Math.abs(ratio - bound) > 1e-4));
      fc.pre(Math.abs(Math.abs(reverse / kl - 1) - 0.1) > 1e-4);

      const near = Math.abs(ratio - 1) < 0.1;
      expect(verdict.level).toBe(near ? 0 : ratio < 1.5 && ratio > 1 / 1.5 ? 1 : 2);
      expectSaid(read(text, 'parabola says ')!, parabola);
      expectSaid(read(text, 'KL is ')!, kl);
      const other = read(text, 'The other way round, KL\\(π new ‖ π old\\) is ');
      expect(other !== undefined).toBe(Math.abs(reverse / kl - 1) > 0.1);
      if (other) expectSaid(other, reverse);
      const curvature = read(text, 'F d = ');
      if (curvature) expectSaid(curvature, fisher);
      const off = /so (\d+) % too (little|much)/.exec(text);
      if (off) {
        expect(off[2]).toBe(kl > parabola ? 'little' : 'much');
        expect(Math.abs(Number(off[1]) - Math.abs(1 - parabola / kl) * 100)).toBeLessThanOrEqual(0.51);
      }
      const times = /(only )?([\d.]+) times as much/.exec(text);
      if (times) {
        expect(Boolean(times[1])).toBe(kl < parabola);
        expectSaid(times[2]!, ratio);
      }
    }),
    { numRuns: 500 },
  );
});

test('the named cases show what they are called', () => {
  const [sigmoid, nearer, softmax, narrows] = klTaylor.cases.map(({ state }) => klTaylor.state.parse(state));
  expect(quantitiesOf(sigmoid!).kl).toBeCloseTo(0.3278, 4);
  expect(judge(quantitiesOf(nearer!)).level).toBe(0);
  expect(judge(quantitiesOf(softmax!)).level).toBeGreaterThan(0);
  const { old, new: after, kl, reverse } = quantitiesOf(narrows!);
  expect('gaussian' in old && 'gaussian' in after && after.gaussian.sigma < old.gaussian.sigma).toBe(true);
  expect(kl).toBeGreaterThan(reverse);
});
