import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { judge } from './verdict.ts';

const sigmoid = (theta: number) => 1 / (1 + Math.exp(-theta));
/** KL by its definition, apart from what the panel computes with. */
function kl(thetaOld: number, thetaNew: number): number {
  const [p, q] = [sigmoid(thetaOld), sigmoid(thetaNew)];
  return p * Math.log(p / q) + sigmoid(-thetaOld) * Math.log(sigmoid(-thetaOld) / sigmoid(-thetaNew));
}

const place = fc.integer({ min: -150, max: 150 }).map((twentieths) => twentieths / 20);
const anyState = fc.record({
  thetaOld: place,
  thetaNew: place,
  delta: fc.integer({ min: 1, max: 30 }).map((hundredths) => hundredths / 100),
});
const number = (text: string) => Number(text.replace('−', '-').replace('+', ''));

test('the mark fills with the part of the trust region that is spent', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const spent = kl(state.thetaOld, state.thetaNew) / state.delta;
      fc.pre(Math.abs(spent - 0.5) > 1e-6 && Math.abs(spent - 1.5) > 1e-6);
      expect(judge(state).level).toBe(spent < 0.5 ? 0 : spent < 1.5 ? 1 : 2);
    }),
    { numRuns: 500 },
  );
});

test('every number in the sentence is true of the state', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      fc.pre(state.thetaOld !== state.thetaNew);
      const { thetaOld, thetaNew, delta } = state;
      const text = plainText(judge(state).text);
      const change = (sigmoid(thetaNew) - sigmoid(thetaOld)) * 100;
      const step = thetaNew - thetaOld;

      expect(number(/Δθ = ([+−\d.]+)/.exec(text)![1]!)).toBeCloseTo(step, 2);
      const [, verb, size] = /(takes|adds) ([\d.]+) percentage points?/.exec(text)!;
      expect(verb).toBe(change < 0 ? 'takes' : 'adds');
      expect(Math.abs(Number(size) - Math.abs(change))).toBeLessThanOrEqual(0.5 + 1e-9);

      const longer = /could be ([\d.]+) times as long/.exec(text);
      if (longer) {
        const { low, high } = bounds(longer[1]!);
        expect(kl(thetaOld, thetaOld + low * step)).toBeLessThanOrEqual(delta * 1.001);
        expect(kl(thetaOld, thetaOld + high * step)).toBeGreaterThanOrEqual(delta * 0.999);
      }
      const spent = /spends ([\d.]+) times/.exec(text);
      if (spent) expect(Math.abs(Number(spent[1]) - kl(thetaOld, thetaNew) / delta)).toBeLessThanOrEqual(0.0501);
      const right = /is only ([+−\d.]+)\./.exec(text);
      if (right) {
        const kept = number(right[1]!);
        expect(Math.sign(kept)).toBe(Math.sign(step));
        expect(Math.abs(kept)).toBeLessThan(Math.abs(step));
        expect(kl(thetaOld, thetaOld + kept - 0.0051 * Math.sign(kept))).toBeLessThanOrEqual(delta);
        expect(kl(thetaOld, thetaOld + kept + 0.0051 * Math.sign(kept))).toBeGreaterThanOrEqual(delta);
      }
    }),
    { numRuns: 500 },
  );
});

/** What a number with one decimal may have been before it was rounded. */
const bounds = (text: string) => ({ low: Number(text) - 0.0501, high: Number(text) + 0.0501 });

test('without a step there is nothing to judge', () => {
  expect(judge({ thetaOld: 1, thetaNew: 1, delta: 0.05 })).toMatchObject({
    level: 0,
    text: expect.stringMatching(/^No step/),
  });
});
