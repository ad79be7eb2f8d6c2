import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { boundOf, effortOf } from './quantities.ts';
import { monotonicBound } from './spec.ts';
import { judge } from './verdict.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The problem from its definition: the policy's values by iterating Bellman's equation. */
function evaluate(theta: number, gamma: number) {
  const stay = [sigmoid(theta + 0.5), sigmoid(theta - 0.5)] as const;
  let [vi, vj] = [0, 0];
  for (let sweep = 0; sweep < 330; sweep += 1)
    [vi, vj] = [
      stay[0] * (1 + gamma * vi) + (1 - stay[0]) * gamma * vj,
      stay[1] * (2 + gamma * vj) + (1 - stay[1]) * gamma * vi,
    ];
  const advantages = [
    [1 + gamma * vi - vi, gamma * vj - vi],
    [2 + gamma * vj - vj, gamma * vi - vj],
  ] as const;
  let visits: readonly [number, number] = [0, 0];
  let now: readonly [number, number] = [0.8, 0.2];
  for (let t = 0; t < 330; t += 1) {
    visits = [visits[0] + gamma ** t * now[0], visits[1] + gamma ** t * now[1]];
    now = [now[0] * stay[0] + now[1] * (1 - stay[1]), now[1] * stay[1] + now[0] * (1 - stay[0])];
  }
  return { stay, advantages, visits, worth: 0.8 * vi + 0.2 * vj };
}

/** L − C KL_max, and KL averaged over the discounted visits. */
function compare(from: number, to: number, gamma: number) {
  const old = evaluate(from, gamma);
  const stay = [sigmoid(to + 0.5), sigmoid(to - 0.5)];
  const coefficient = (4 * gamma * Math.max(...old.advantages.flat().map(Math.abs))) / (1 - gamma) ** 2;
  const kls = [0.5, -0.5].map((offset) => {
    const [p, rest] = [sigmoid(from + offset), sigmoid(-from - offset)];
    return p * Math.log(p / sigmoid(to + offset)) + rest * Math.log(rest / sigmoid(-to - offset));
  });
  const surrogate = stay.reduce(
    (sum, q, s) => sum + old.visits[s]! * (q * old.advantages[s]![0] + (1 - q) * old.advantages[s]![1]),
    old.worth,
  );
  const mean = (old.visits[0] * kls[0]! + old.visits[1] * kls[1]!) * (1 - gamma);
  return { coefficient, bound: surrogate - coefficient * Math.max(...kls), mean };
}

const anyState = fc.record({
  theta: fc.integer({ min: -70, max: 70 }).map((n) => n / 20),
  improvements: fc.integer({ min: 0, max: 12 }),
  gamma: fc.integer({ min: 2, max: 18 }).map((n) => n / 20),
  delta: fc.constantFrom(0.001, 0.003, 0.01, 0.03, 0.1),
});
const number = (text: string) => Number(text.replace('−', '-').replace('+', '').replaceAll(',', ''));

test('every claim of the sentence is true of the state', () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { gamma, delta } = state;
      const bound = boundOf(state);
      const { level, text: marked } = judge(bound);
      const text = plainText(marked);
      const from = bound.old.at;
      const step = bound.next - from;
      const { coefficient, bound: promised } = compare(from, bound.next, gamma);

      expect(Math.abs(number(/C = ([\d,]+(?:\.\d+)?)/.exec(text)![1]!) / coefficient - 1)).toBeLessThan(0.01);
      expect(Math.abs(number(/Δθ = ([+−][\d.]*\d)/.exec(text)![1]!) - step)).toBeLessThanOrEqual(0.00501);
      const [, before, after, floor] = /goes from (\d+\.\d+) to (\d+\.\d+), at worst to (\d+\.\d+)/.exec(text)!;
      expect(number(floor!)).toBeCloseTo(promised, 3);
      expect(number(before!)).toBeCloseTo(evaluate(from, gamma).worth, 3);
      expect(number(after!)).toBeCloseTo(evaluate(bound.next, gamma).worth, 3);
      expect(evaluate(bound.next, gamma).worth).toBeGreaterThanOrEqual(promised - 1e-9);
      // no other step along the line is promised more
      for (let i = -20; i <= 20; i += 1)
        expect(compare(from, from + (i / 5) * step, gamma).bound).toBeLessThanOrEqual(promised + 1e-7 * (1 + promised));

      const beside = (bound.practical - from) / step;
      expect(compare(from, bound.practical, gamma).mean).toBeLessThanOrEqual(delta * (1 + 1e-5));
      expect(number(/goes ([\d.,]+) times as far/.exec(text)![1]!)).toBeCloseTo(beside, beside >= 10 ? -1 : 0);
      const there = compare(from, bound.practical, gamma).bound - evaluate(from, gamma).worth;
      if (Math.abs(there) > 1e-7) expect(/still promises a gain/.test(text)).toBe(there > 0);
      expect(level).toBe(beside > 6 ? 2 : beside > 1.5 ? 1 : 0);
      expect(/only magnified/.test(text)).toBe(Math.abs(step) < 0.04);
    }),
    { numRuns: 500 },
  );
});

test('the named cases are what their names say', () => {
  const [seen, thirty, farsighted, shortSighted] = monotonicBound.cases.map(({ state }) =>
    boundOf(monotonicBound.state.parse(state)),
  );
  expect(Math.abs(seen!.next - seen!.old.at)).toBeGreaterThan(0.1);
  expect(thirty!.trail).toHaveLength(31);
  for (let i = 1; i <= 30; i += 1)
    expect(thirty!.worth(thirty!.trail[i]!)).toBeGreaterThan(thirty!.worth(thirty!.trail[i - 1]!));
  expect(Math.abs(farsighted!.next - farsighted!.old.at)).toBeLessThan(0.04);
  expect(effortOf(farsighted!).theorem).toBeNull();
  expect(shortSighted!.next - shortSighted!.old.at).toBeGreaterThan(shortSighted!.practical - shortSighted!.old.at);
});
