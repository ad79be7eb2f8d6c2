import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { cartPole } from '../../engine/envs/cart-pole.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { compare, judgeLearning } from './verdict.ts';

const run = (...returns: (number | null)[]) =>
  returns.map((return100, i) => ({ iteration: i + 1, return100 })) as unknown as IterationRecord[];

describe('judgeLearning', () => {
  const judge = (iterations: IterationRecord[], episodes: number, diverged: string | null = null) =>
    judgeLearning(cartPole, iterations, episodes, diverged);

  it('says what is known before a hundred episodes', () => {
    expect(judge(run(null), 0).text).toMatch(/^No episode has ended yet/);
    expect(judge(run(21), 1).text).toMatch(/mean of one episode is 21; solved is 475/);
    expect(judge(run(480), 99).text).toMatch(/^Too early to say/);
  });

  it('says solved at the threshold and not below it', () => {
    expect(judge(run(20, 475), 300)).toEqual({
      level: 0,
      text: 'The mean of the last 100 episodes is 475: solved (475).',
    });
    expect(judge(run(20, 474), 300).text).toMatch(/^Not solved yet: .* is 474; solved is 475\.$/);
  });

  it('tells a policy that was lost again from one that never was', () => {
    expect(judge(run(20, 480, 300), 300)).toMatchObject({
      level: 1,
      text: expect.stringMatching(/^Solved at iteration 2,/),
    });
  });

  it('repeats why a run stopped', () => {
    expect(judge(run(20), 300, 'θ became NaN.')).toEqual({ level: 2, text: 'θ became NaN.' });
  });
});

describe('compare', () => {
  const curve = (...values: number[]) =>
    values.map((value, i) => ({ steps: 100 * i, updates: i, seconds: i, iteration: i + 1, value }));

  const rival = (name: string, ...values: number[]) => ({
    name,
    reached: 100 * (values.length - 1),
    curve: curve(...values),
  });

  it('says how the run stands beside the best pinned one, after as many steps', () => {
    const rivals = [rival('*ε* .1', 0, 100, 200), rival('TRPO', 0, 300, 500)];
    expect(plainText(compare(cartPole, { endStep: 50, mean25: 40 }, rivals.slice(0, 1))!)).toBe(
      'After 50 steps this run stands at 40, ε .1 stood at 50.',
    );
    expect(plainText(compare(cartPole, { endStep: 200, mean25: 500 }, rivals)!)).toBe(
      'After 200 steps this run and the best of 2 pinned runs (TRPO) stand level at 500.',
    );
  });

  it('takes a mean for what it is until the next episode ends', () => {
    const until = { ...rival('TRPO', 0, 300, 490), reached: 240 };
    expect(compare(cartPole, { endStep: 240, mean25: 40 }, [until])).toContain('TRPO stood at [b:490]');
    expect(compare(cartPole, { endStep: 241, mean25: 40 }, [until])).toBeNull();
  });

  it('is silent where nobody has come as far', () => {
    expect(compare(cartPole, { endStep: 201, mean25: 40 }, [rival('TRPO', 0, 1, 2)])).toBeNull();
    expect(compare(cartPole, undefined, [rival('TRPO', 0, 1, 2)])).toBeNull();
  });

  it('is true of any runs: the best is named, with its own number', () => {
    const values = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 500 }),
        (runs, endStep, mean25) => {
          const said = compare(
            cartPole,
            { endStep, mean25 },
            runs.map((run, i) => rival(`run ${i}`, ...run)),
          );
          const at = endStep / 100;
          const known = runs
            .filter((run) => at <= run.length - 1)
            .map((run) => run[Math.floor(at)]! * (1 - (at % 1)) + (run[Math.ceil(at)] ?? 0) * (at % 1));
          if (known.length === 0) {
            expect(said).toBeNull();
            return;
          }
          const numbers = [...said!.matchAll(/\[b:([\d,]+)\]/g)].map(([, number]) => Number(number!.replace(',', '')));
          expect(numbers[0]).toBe(mean25);
          expect(Math.abs(numbers.at(-1)! - Math.max(...known))).toBeLessThanOrEqual(0.5 + 1e-9);
          if (known.length > 1) expect(said).toContain(`the best of ${known.length} pinned runs`);
        },
      ),
      { numRuns: 500 },
    );
  });
});
