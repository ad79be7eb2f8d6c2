import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { naturalSpline } from '../../exact/interpolant.ts';
import type { ChainRuleState } from './quantities.ts';
import { chainRule } from './spec.ts';
import { judge } from './verdict.ts';

const heights = fc
  .array(fc.integer({ min: -30, max: 30 }), { minLength: 7, maxLength: 7 })
  .map((tenths) => tenths.map((tenth) => tenth / 10).join(','));
const drawn = fc.record({
  theta: fc.integer({ min: -60, max: 60 }).map((step) => step / 20),
  alpha: fc.oneof(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 100 })).map((step) => step / 100),
  steps: fc.integer({ min: 0, max: 60 }),
  truth: heights,
  learned: heights,
  edit: fc.constant('learned' as const),
});
/** Some critics are right. */
const anyState: fc.Arbitrary<ChainRuleState> = fc.oneof(
  drawn,
  drawn.map((state) => ({ ...state, learned: state.truth })),
  drawn.map((state) => ({ ...state, truth: chainRule.state.parse({}).truth })),
);

/** The ascent once more; digit for digit, for where steps are too long it never settles. */
function ascent({ theta, alpha, steps, truth, learned }: ChainRuleState) {
  const [q, critic] = [truth, learned].map((text) => naturalSpline([-2, 2], text.split(',').map(Number))) as [
    ReturnType<typeof naturalSpline>,
    ReturnType<typeof naturalSpline>,
  ];
  const actions = [2 * Math.tanh(theta)];
  for (let k = 0, at = theta; k < steps; k++) {
    at += alpha * (critic.derivative(actions[k]!) * (2 * (1 - (actions[k]! / 2) ** 2)));
    actions.push(2 * Math.tanh(at));
  }
  const [first, last] = [actions[0]!, actions.at(-1)!];
  return {
    q,
    critic,
    actions,
    first,
    last,
    believed: critic.value(last) - critic.value(first),
    real: q.value(last) - q.value(first),
    best: Math.max(...Array.from({ length: 4001 }, (_, i) => q.value(-2 + i / 1000))),
  };
}

const number = (text: string) => Number(text.replace('−', '-'));
const within = (said: string, value: number) => {
  const decimals = said.split('.')[1]!.length;
  expect(Math.abs(number(said) - value)).toBeLessThanOrEqual(0.5001 * 10 ** -decimals + 1e-6);
};

test('every claim is true of the ascent', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { level, text: markup } = judge(state);
      const text = plainText(markup);
      const { q, critic, actions, first, last, believed, real, best } = ascent(state);
      const found = (pattern: RegExp) => pattern.exec(text)?.slice(1) ?? null;

      const none = found(/slope is (−?\d+\.\d+) here, and the policy passes on (\d+\.\d+)/);
      expect(none !== null).toBe(state.steps === 0);
      if (none) {
        within(none[0]!, critic.derivative(first));
        within(none[1]!, 2 / Math.cosh(state.theta) ** 2);
        return;
      }
      expect(text.includes(state.steps === 1 ? 'one step' : `${state.steps} steps`) || /on the way/.test(text)).toBe(
        true,
      );

      const lower = found(/Q φ is (\d+\.\d+) lower/);
      if (lower) within(lower[0]!, -believed);
      const moved = found(/moved by (\d+\.\d+) only: out here dπ\/dθ = (\d+\.\d+)/);
      if (moved) {
        within(moved[0]!, Math.abs(last - first));
        within(moved[1]!, 2 / Math.cosh(state.theta) ** 2);
      }
      const promised = found(/promises (−?\d+\.\d+) more,? and the action is worth (−?\d+\.\d+) (less|more)/);
      if (promised) {
        within(promised[0]!, believed);
        within(promised[1]!, promised[2] === 'less' ? -real : real);
        if (promised[2] === 'less') expect(level).toBe(2);
      }
      const passed = found(/Q was (\d+\.\d+) higher on the way, at a = (−?\d+\.\d+)/);
      if (passed) {
        const highest = Math.max(...actions.map(q.value));
        within(passed[0]!, highest - q.value(last));
        expect(
          actions.some(
            (action) => Math.abs(action - number(passed[1]!)) <= 0.00501 && q.value(action) > highest - 1e-6,
          ),
        ).toBe(true);
      }
      const error = found(/error, (−?\d+\.\d+) at its end/);
      if (error) {
        within(error[0]!, critic.value(last) - q.value(last));
        // it was climbed: it is larger than where the ascent began, or than where Q was highest
        const before = actions.map((action) => critic.value(action) - q.value(action));
        expect(before.at(-1)!).toBeGreaterThan(Math.min(...before) - 1e-9);
      }
      const short = found(/(\d+\.\d+) short/);
      if (short) expect(Math.abs(number(short[0]!) - (best - q.value(last)))).toBeLessThanOrEqual(0.0052);
      const top = found(/a slope of (−?\d+\.\d+) there/);
      if (top) {
        within(top[0]!, q.derivative(last));
        expect(Math.abs(critic.derivative(last))).toBeLessThan(0.0201);
      }
      if (/about the best there is/.test(text)) {
        expect(level).toBe(0);
        expect(best - q.value(last)).toBeLessThan(0.102);
      }
      if (level === 0) expect(real).toBeGreaterThan(-0.0101);
    }),
    { numRuns: 500 },
  );
});

test('a right critic is never said to have an error that is climbed', () => {
  fc.assert(
    fc.property(drawn, (state) => {
      expect(judge({ ...state, learned: state.truth }).text).not.toMatch(/critic’s error|only the critic sees/);
    }),
    { numRuns: 500 },
  );
});

test('the named cases say what they are for', () => {
  const said = chainRule.cases.map(({ state }) => judge(chainRule.state.parse(state)).text);
  expect(said[0]).toMatch(/climbed the critic’s error/);
  expect(said[1]).toMatch(/about the best there is/);
  expect(said[2]).toMatch(/only the critic sees/);
  expect(said[3]).toMatch(/little of it arrives/);
});
