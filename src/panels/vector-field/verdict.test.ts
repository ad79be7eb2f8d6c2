import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import * as lqr from '../../exact/lqr.ts';
import * as twoState from '../../exact/two-state.ts';
import { type ProblemId, problemOf } from './problems.ts';
import { raceOf } from './quantities.ts';
import { LAST_STEP, vectorField } from './spec.ts';
import { judge } from './verdict.ts';

type Pair = readonly [number, number];

/** The race once more, from the reference-tested J, ∇J and F alone. */
function compete(id: ProblemId, unit: number, start: Pair, stepSize: number) {
  const problem: twoState.TwoStateProblem = {
    rewards: [1, 2],
    discounting: id === 'discounted' ? { gamma: 0.9, start: [0.8, 0.2] } : null,
  };
  const regulator = { a: 0.7, b: 1, noise: 0.1, q: 1, r: 0.1, gamma: 0.9, startMean: 0, startVariance: 1 };
  const objective = ([a, b]: Pair) =>
    id === 'lqr' ? lqr.objective(regulator, { k: a, logSigma: b }) : twoState.objective(problem, [a, b]);
  // in the parameters' own units: logits = (1, unit) · θ
  const gradients = ([a, b]: Pair): { plain: Pair; natural: Pair } => {
    if (id === 'lqr') {
      const g = lqr.gradient(regulator, { k: a, logSigma: b });
      const n = lqr.naturalGradient(regulator, { k: a, logSigma: b });
      return { plain: [g.k, g.logSigma], natural: [n.k, n.logSigma] };
    }
    const theta: Pair = [a, b / unit];
    const g = twoState.gradient(problem, theta, [1, unit]);
    const n = twoState.naturalGradient(problem, theta, [1, unit]);
    return { plain: [g[0], g[1] * unit], natural: [n[0], n[1] * unit] };
  };
  const best = { average: 2, discounted: 18.4, lqr: -1.1382737269172 }[id];
  const target = objective(start) + 0.9 * (best - objective(start));
  const follow = (rule: 'plain' | 'natural') => {
    let at = start;
    let arrival = objective(start) >= target ? 0 : null;
    for (let step = 1; step <= LAST_STEP; step += 1) {
      const direction = gradients(at)[rule];
      at = [at[0] + stepSize * direction[0], at[1] + stepSize * direction[1]];
      if (!Number.isFinite(objective(at))) return { arrival, diverged: step, end: at };
      if (arrival === null && objective(at) >= target) arrival = step;
    }
    return { arrival, diverged: null, end: at };
  };
  // in the parameters' own units
  const slope = (at: Pair) => {
    const [first, second] = gradients(at).plain;
    return Math.hypot(first, second / (id === 'lqr' ? 1 : unit));
  };
  return { plain: follow('plain'), natural: follow('natural'), objective, slope };
}

const anyState = fc
  .record({
    problem: fc.constantFrom<ProblemId>('average', 'discounted', 'lqr'),
    a: fc.integer({ min: 0, max: 100 }),
    b: fc.integer({ min: 0, max: 60 }),
    stepSize: fc.constantFrom(0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1),
    unit: fc.constantFrom(0.2, 0.5, 1, 2, 5),
  })
  .map(({ problem, a, b, stepSize, unit }) => ({
    problem,
    stepSize,
    unit: problem === 'lqr' ? 1 : unit,
    start: (problem === 'lqr' ? [a / 100, b / 20 - 2.5] : [a / 12 - 4, b / 8 - 4]) as Pair,
  }));
const number = (text: string) => Number(text.replace('−', '-').replaceAll(',', ''));

test('who arrives, when, and where the other one stands, is as the sentence says', () => {
  fc.assert(
    fc.property(anyState, ({ problem: id, unit, start, stepSize }) => {
      const problem = problemOf(id, unit);
      const { level, text: marked } = judge(problem, raceOf(problem, start, stepSize));
      const text = plainText(marked);
      const { plain, natural, objective, slope } = compete(id, unit, start, stepSize);
      const gains = (name: string) =>
        new RegExp(`${name} (?:gradient )?gains 90 % of what there is in ([\\d,]+) steps?`).exec(text);

      if (plain.diverged !== null || natural.diverged !== null) {
        expect(level).toBe(2);
        expect(text).toMatch(/every stable policy/);
        expect(/the plain gradient (and|leaves)/.test(text)).toBe(plain.diverged !== null);
        expect(/the natural gradient leave/.test(text)).toBe(natural.diverged !== null);
        expect(number(/at step ([\d,]+)/.exec(text)![1]!)).toBe(plain.diverged ?? natural.diverged);
      } else if (plain.arrival === null && natural.arrival === null) {
        expect(level).toBe(1);
        expect(text).toMatch(/neither/);
      } else if (plain.arrival === null) {
        expect(level).toBe(2);
        expect(number(gains('natural')![1]!)).toBe(natural.arrival);
        expect(Math.abs(number(/J = (−?\d+\.\d+)/.exec(text)![1]!) - objective(plain.end))).toBeLessThanOrEqual(
          0.00501,
        );
        const told = number(/slope is (\d+\.\d+)/.exec(text)![1]!);
        expect(Math.abs(told / slope(plain.end) - 1)).toBeLessThan(0.06);
      } else if (natural.arrival === null) {
        expect(level).toBe(0);
        expect(number(gains('plain')![1]!)).toBe(plain.arrival);
        expect(text).toMatch(/natural gradient has not after 1,000/);
      } else {
        const [, first, second] = /in ([\d,]+) steps?, the .*?in ([\d,]+) steps?/.exec(text)!;
        const ahead = /^The natural/.test(text) ? [natural, plain] : [plain, natural];
        expect([number(first!), number(second!)]).toEqual(ahead.map(({ arrival }) => arrival));
        expect(ahead[0]!.arrival).toBeLessThanOrEqual(ahead[1]!.arrival!);
        const times = plain.arrival / Math.max(1, natural.arrival);
        expect(level).toBe(times > 3 ? 1 : 0);
        const told = /: (\d[\d,.]*) times as many/.exec(text);
        if (told) expect(Math.abs(number(told[1]!) / times - 1)).toBeLessThan(0.051);
        const unitTold = /one unit of θ j worth ([\d.]+) logits/.exec(text);
        expect(unitTold ? number(unitTold[1]!) : 1).toBe(unit);
        if (unitTold) {
          expect(problem.natural(start)).toEqual(problemOf(id, 1).natural(start));
          expect(problem.vanilla(start)).not.toEqual(problemOf(id, 1).vanilla(start));
        }
        if (/as fast here/.test(text)) expect(plain.arrival).toBe(natural.arrival);
        if (/not the faster one/.test(text)) expect(plain.arrival).toBeLessThan(natural.arrival);
      }
    }),
    { numRuns: 500 },
  );
});

test('the named cases are what their names say', () => {
  const races = vectorField.cases.map(({ state }) => {
    const { problem, unit, thetaI, thetaJ, k, logSigma, stepSize } = vectorField.state.parse(state);
    return raceOf(problemOf(problem, unit), problem === 'lqr' ? [k, logSigma] : [thetaI, thetaJ], stepSize);
  });
  const [plateau, late, units, regulator] = races;
  expect([plateau!.vanilla.arrival, plateau!.natural.arrival]).toEqual([null, 13]);
  expect([late!.vanilla.arrival, late!.natural.arrival]).toEqual([791, 7]);
  expect(units!.natural.places).toEqual(plateau!.natural.places);
  expect(units!.vanilla.arrival).not.toBe(plateau!.vanilla.arrival);
  expect(regulator!.vanilla.arrival).toBeLessThan(regulator!.natural.arrival!);
});
