import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { type GeometryState, quantitiesOf } from './quantities.ts';
import { gaussianGeometry } from './spec.ts';
import { judge } from './verdict.ts';

const hundredths = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => n / 100);
const anyState: fc.Arbitrary<GeometryState> = fc.record({
  muOld: hundredths(-260, 260),
  sigmaOld: hundredths(20, 200),
  muNew: hundredths(-260, 260),
  sigmaNew: hundredths(20, 200),
  parametrisation: fc.constantFrom('sigma', 'logSigma', 'variance'),
  step: fc.constantFrom('hand', 'plain', 'natural'),
  target: hundredths(-300, 300),
  delta: hundredths(2, 40),
  radius: hundredths(10, 100),
  reversed: fc.boolean(),
});
/** Steps by hand that are short, so that all verdicts occur. */
const nearState = fc.tuple(anyState, hundredths(-60, 60), hundredths(-40, 40)).map(
  ([state, dMu, dSigma]): GeometryState => ({
    ...state,
    step: 'hand',
    muNew: Math.max(-2.6, Math.min(2.6, state.muOld + dMu)),
    sigmaNew: Math.max(0.2, Math.min(2, state.sigmaOld + dSigma)),
  }),
);
const someState = fc.oneof(anyState, nearState);

type Point = readonly [mean: number, sigma: number];

/** KL by its definition, integrated: apart from what the panel computes with. */
function kl([m, s]: Point, [n, t]: Point): number {
  let sum = 0;
  for (let i = -240; i <= 240; i++) {
    const z = i / 24;
    const x = m + z * s;
    const log = -0.5 * z * z - Math.log(s) + 0.5 * ((x - n) / t) ** 2 + Math.log(t);
    sum += (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * log * (1 / 24);
  }
  return sum;
}
const WRITE = { sigma: (s: number) => s, logSigma: Math.log, variance: (s: number) => s * s } as const;
const READ = { sigma: (u: number) => u, logSigma: Math.exp, variance: Math.sqrt } as const;
const SLOPE = { sigma: () => 1, logSigma: (s: number) => s, variance: (s: number) => 0.5 / s } as const;
type By = keyof typeof WRITE;

/** The gradient step, from the definitions. `null` for the spread where there is no policy. */
function stepOf(state: GeometryState, by: By): { u: number; point: Point | null } {
  const g: Point = [state.target - state.muOld, -state.sigmaOld * SLOPE[by](state.sigmaOld)];
  const f: Point = [state.sigmaOld ** -2, 2 * (SLOPE[by](state.sigmaOld) / state.sigmaOld) ** 2];
  const natural = state.step === 'natural';
  const direction: Point = natural ? [g[0] / f[0], g[1] / f[1]] : g;
  const size = natural ? Math.sqrt(direction[0] ** 2 * f[0] + direction[1] ** 2 * f[1]) : Math.hypot(...direction);
  const length = (natural ? Math.sqrt(2 * state.delta) : state.radius) / size;
  const u = WRITE[by](state.sigmaOld) + length * direction[1];
  const mean = state.muOld + length * direction[0];
  return { u, point: by !== 'logSigma' && u <= 0 ? null : [mean, READ[by](u)] };
}
const endOf = (state: GeometryState): Point | null =>
  state.step === 'hand' ? [state.muNew, state.sigmaNew] : stepOf(state, state.parametrisation).point;
const number = (text: string) => Number(text.replace('−', '-'));
/** A number in a sentence is true as far as its last digit goes. */
function expectRounded(text: string, value: number): void {
  const decimals = text.split('.')[1]?.length ?? 0;
  expect(Math.abs(number(text) - value)).toBeLessThanOrEqual(0.5001 * 10 ** -decimals + 1e-6 * Math.abs(value));
}

test('the mark fills with the part of the trust region that is spent', () => {
  fc.assert(
    fc.property(someState, (state) => {
      const end = endOf(state);
      const spent = end ? kl([state.muOld, state.sigmaOld], end) / state.delta : Infinity;
      fc.pre(Math.abs(spent - 0.8) > 1e-6 && Math.abs(spent - 1.25) > 1e-6);
      expect(judge(quantitiesOf(state)).level).toBe(spent < 0.8 ? 0 : spent < 1.25 ? 1 : 2);
    }),
    { numRuns: 500 },
  );
});

test('what is said of a step by hand is true', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        nearState,
        anyState.map((state): GeometryState => ({ ...state, step: 'hand' })),
      ),
      (state) => {
        const old: Point = [state.muOld, state.sigmaOld];
        const end: Point = [state.muNew, state.sigmaNew];
        fc.pre(old[0] !== end[0] || old[1] !== end[1]);
        const write = WRITE[state.parametrisation];
        const du = write(end[1]) - write(old[1]);
        const length = Math.hypot(end[0] - old[0], du);
        fc.pre(Math.abs(length - state.radius) > 1e-9);
        const text = plainText(judge(quantitiesOf(state)).text);
        const cost = kl(old, end);

        expectRounded(/KL\(π old ‖ π new\) = (\d+(?:\.\d+)?)/.exec(text)![1]!, cost);
        const inside = length <= state.radius;
        expect(/inside the ball/i.test(text) || /near in both/i.test(text)).toBe(inside && !/far in both/i.test(text));
        if (/outside the ball|far in both/i.test(text)) expect(inside).toBe(false);
        if (/near/i.test(text)) expect(cost).toBeLessThan(state.delta);
        if (/far/i.test(text)) expect(cost).toBeGreaterThan(state.delta);
        const times = /is (\d+(?:\.\d+)?) times the trust region/.exec(text);
        if (times) expectRounded(times[1]!, cost / state.delta);
        const slope = SLOPE[state.parametrisation](old[1]);
        const ellipse = /ellipse would have said (\d+(?:\.\d+)?)/.exec(text);
        if (ellipse)
          expectRounded(ellipse[1]!, 0.5 * (((end[0] - old[0]) / old[1]) ** 2 + 2 * ((du * slope) / old[1]) ** 2));
        const ways = /bends upwards.*: (\d+(?:\.\d+)?) long, where straight on is (\d+(?:\.\d+)?)/.exec(text);
        if (ways) {
          const squares = (0.5 * (end[0] - old[0]) ** 2 + (end[1] - old[1]) ** 2) / (2 * old[1] * end[1]);
          expectRounded(ways[1]!, Math.SQRT2 * Math.acosh(1 + squares));
          expect(number(ways[2]!)).toBeGreaterThan(1.29 * number(ways[1]!));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('what is said of a gradient step is true', () => {
  fc.assert(
    fc.property(anyState, fc.constantFrom('plain', 'natural'), (any, how) => {
      const state: GeometryState = { ...any, step: how };
      const old: Point = [state.muOld, state.sigmaOld];
      const text = plainText(judge(quantitiesOf(state)).text);
      const here = stepOf(state, state.parametrisation);
      const ends = (['sigma', 'logSigma', 'variance'] as const).map((by) => stepOf(state, by).point);
      fc.pre(Math.abs(here.u) > 1e-9 && ends.every((end) => !end || end[1] > 1e-3));

      if (!here.point) {
        expect(text).toContain('there is no policy');
        return expectRounded(/= (−?\d+(?:\.\d+)?),/.exec(text)![1]!, here.u);
      }
      expectRounded(/KL\(π old ‖ π new\) = (\d+(?:\.\d+)?)/.exec(text)![1]!, kl(old, here.point));
      expect(/leaves no policy/.test(text)).toBe(ends.some((end) => !end));
      const apart = /at most KL = (\d+(?:\.\d+)?) apart/.exec(text);
      if (apart) {
        const most = Math.max(...ends.flatMap((one) => ends.map((other) => kl(one!, other!))));
        expectRounded(apart[1]!, most);
        if (Math.abs(most - 0.1 * state.delta) > 1e-6)
          expect(/all but the same/.test(text)).toBe(most < 0.1 * state.delta);
      }
    }),
    { numRuns: 500 },
  );
});

test('the named cases show what they are called', () => {
  const said = gaussianGeometry.cases.map(({ state }) =>
    plainText(judge(quantitiesOf(gaussianGeometry.state.parse(state))).text),
  );
  expect(said[0]).toMatch(/^Inside the ball, and yet far/);
  expect(said[1]).toMatch(/^Outside the ball, and yet near/);
  expect(said[2]).toMatch(/^The natural step spends about what it was allowed.*all but the same policy/);
  expect(said[3]).toMatch(/bends upwards/);
});

test('without a step there is nothing to judge', () => {
  const state = gaussianGeometry.state.parse({ muNew: -0.9, sigmaNew: 0.8 });
  expect(judge(quantitiesOf(state))).toMatchObject({ level: 0, text: expect.stringMatching(/^No step/) });
});
