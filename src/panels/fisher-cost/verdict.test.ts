import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { type FisherCosts, parametersOf } from '../../state/fisher-cost.ts';
import { findingsOf, LADDER } from './findings.ts';
import { idealCosts } from './testing/costs.ts';
import { judge } from './verdict.ts';

const MILLISECONDS: Readonly<Record<string, number>> = {
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  min: 6e4,
  h: 3.6e6,
  day: 8.64e7,
  days: 8.64e7,
  year: 3.15576e10,
  years: 3.15576e10,
};
const BYTES: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };
const number = (text: string) => Number(text.replaceAll(',', ''));
const rounded = (said: number, truth: number) => expect(Math.abs(said / truth - 1)).toBeLessThan(0.051);

const speed = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
const machines = fc.record({
  factor: speed(1e-8, 1e-5),
  build: speed(1e-6, 1e-3),
  products: speed(1e-5, 1e-1),
  difference: speed(1e-6, 1),
  cholesky: fc.constantFrom(...LADDER.filter((width) => width >= 16).map(parametersOf)),
});
const width = fc.integer({ min: 1, max: 996 });

test('every number in the sentence follows from what the machine takes, which is computed apart', () => {
  fc.assert(
    fc.property(machines, width, (machine, h) => {
      const costs: FisherCosts = {
        status: 'measured',
        damping: 0.1,
        costs: idealCosts(LADDER, machine),
        limits: [],
        message: null,
      };
      const { text, level } = judge(findingsOf(costs, h));
      const said = plainText(text);
      const n = h * h + 8 * h + 2;
      const bytes = 16 * n * (n + 1);
      // between measured policies the quadratic and the cubic part are each straight lines, so the ideal machine is met
      const cholesky = machine.build * n ** 2 + machine.factor * n ** 3;
      const products = machine.products * n;

      const [, parameters, time, unit, slope, held, size] =
        /^With n = ([\d,]+) parameters, writing F down and factorising it takes ([\d,.]+) (\S+?)( by the fitted slope)? and ([\d,.]+) (\w+);/.exec(
          said,
        )!;
      expect(number(parameters!)).toBe(n);
      rounded(number(time!) * MILLISECONDS[unit!]!, cholesky);
      rounded(number(held!) * BYTES[size!]!, bytes);
      expect(Boolean(slope)).toBe(n > machine.cholesky);

      const [, own, ownUnit] = /ten products F v take ([\d,.]+) (\S+?)(,| by)/.exec(said)!;
      rounded(number(own!) * MILLISECONDS[ownUnit!]!, products);
      const less = /, ([\d,.]+) times less[.,]/.exec(said);
      const more = /, ([\d,.]+) times as long[.,]/.exec(said);
      const off = /and their x is (\d+) % off at n = ([\d,]+)\.$/.exec(said);
      expect(off !== null).toBe(machine.difference >= 0.02);
      if (off) {
        expect(Math.abs(Number(off[1]) / 100 - machine.difference)).toBeLessThanOrEqual(0.00501);
        expect(number(off[2]!)).toBe(machine.cholesky);
      }
      if (less) rounded(number(less[1]!), cholesky / products);
      else if (more) rounded(number(more[1]!), products / cholesky);
      else expect(Math.abs(Math.log(cholesky / products))).toBeLessThanOrEqual(Math.log(1.51));

      const near = [100, 2000].some((limit) => Math.abs(cholesky / limit - 1) < 1e-6);
      fc.pre(!near);
      expect(level).toBe(cholesky > 2000 || bytes > 1e9 ? 2 : cholesky > 100 || bytes > 1e8 ? 1 : 0);
    }),
    { numRuns: 500 },
  );
});

test('before anything is measured it says what F holds, and nothing of time', () => {
  fc.assert(
    fc.property(width, fc.constantFrom('unmeasured', 'measuring', 'failed' as const), (h, status) => {
      const costs: FisherCosts = { status, damping: null, costs: [], limits: [], message: null } as FisherCosts;
      const said = plainText(judge(findingsOf(costs, h)).text);
      const n = h * h + 8 * h + 2;
      const [, entries, held, size] = /F has ([\d,]+) entries; with its factor it fills ([\d,.]+) (\w+)\./.exec(said)!;
      expect(number(entries!)).toBe(n * n);
      rounded(number(held!) * BYTES[size!]!, 16 * n * (n + 1));
      expect(said).not.toMatch(/\d (µs|ms|s|min|h|days?|years?)\b/);
    }),
    { numRuns: 500 },
  );
});
