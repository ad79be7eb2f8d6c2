import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byMagnitude } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { Outcome, SameBatch } from '../../engine/studies/same-batch.ts';
import type { ComparisonView } from '../../worker/messages.ts';
import { estimate, NAMES, triedOf } from './tried.ts';
import { judge } from './verdict.ts';

const IDS = ['reinforce', 'is-pg', 'npg', 'trpo', 'ppo-kl', 'ppo-clip'] as const;
const number = fc.double({ min: -50, max: 50, noNaN: true });
const returns = fc.array(number, { minLength: 20, maxLength: 20 }).map((values) => Float32Array.from(values));
const measures = fc.record({
  length: number.map(Math.abs),
  klPredicted: number.map(Math.abs),
  kl: number.map(Math.abs),
  gainPredicted: number,
  gain: number,
});

const outcomeOf = (algo: (typeof IDS)[number]): fc.Arbitrary<Outcome> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ step: measures, returns }).map((found) => ({ algo, ...found, refused: null })),
    },
    { weight: 1, arbitrary: fc.constant({ algo, step: null, returns: null, refused: 'too many parameters' }) },
  );

const comparisons = fc
  .record({ before: returns, outcomes: fc.tuple(...IDS.map(outcomeOf)) })
  .map((found): SameBatch => ({ iteration: 7, rows: 10, asked: IDS, ...found }));

const view = (comparison: SameBatch, state: ComparisonView['state'] = 'done'): ComparisonView => ({
  iteration: 7,
  state,
  comparison,
  why: null,
});

describe('the sentence', () => {
  it('names the furthest and the best, and says of returns only what is more than chance', () => {
    fc.assert(
      fc.property(comparisons, (comparison) => {
        const { level, text } = judge(view(comparison), null);
        const words = plainText(text);
        const tried = triedOf(comparison);
        if (tried.length === 0) {
          expect(words).toMatch(/^None of these/);
          return;
        }
        const most = Math.max(...tried.map(({ step }) => step.kl));
        const furthest = tried.find(({ algo }) => words.startsWith(NAMES[algo]))!;
        expect(furthest.step.kl).toBe(most);
        expect(words).toContain(
          `KL(π old ‖ π new) = ${byMagnitude(most)} where ${byMagnitude(furthest.step.klPredicted)}`,
        );
        const { mean, error } = furthest.change;
        expect(level).toBe(mean > 2 * error ? 0 : mean < -2 * error ? 2 : 1);
        expect(/its return (rose|fell)/.exec(words)?.[1] ?? 'stayed').toBe(
          mean > 2 * error ? 'rose' : mean < -2 * error ? 'fell' : 'stayed',
        );
        const greatest = Math.max(...tried.map(({ earned }) => earned.mean));
        const said = /earned by (\S+) with (\S+) at/.exec(words);
        if (!said) expect(furthest.earned.mean).toBe(greatest);
        else {
          const best = tried.find(({ algo }) => NAMES[algo] === said[1])!;
          expect(best.earned.mean).toBe(greatest);
          expect(said[2]).toBe(byMagnitude(greatest));
          expect(words.includes('no more than chance')).toBe(best.change.mean <= 2 * best.change.error);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('counts what is done while it is being done', () => {
    fc.assert(
      fc.property(comparisons, fc.integer({ min: 0, max: 5 }), (comparison, done) => {
        const partial = { ...comparison, outcomes: comparison.outcomes.slice(0, done) };
        const words = plainText(judge(view(partial, 'running'), null).text);
        expect(words).toContain(`${done} of 6 done`);
        expect(words).toContain(NAMES[IDS[done]!]);
        expect(plainText(judge(view(partial, 'stopped'), null).text)).toContain(`Stopped at ${done} of 6`);
      }),
    );
  });

  it('says what to do where there is nothing, and why where there cannot be', () => {
    expect(judge(null, null).text).toMatch(/the batch that you freeze/);
    expect(judge(null, 9).text).toMatch(/iteration 9 has not been compared/);
    const none = { iteration: 9, state: 'impossible', comparison: null, why: null } as const;
    expect(judge(none, 9).text).toMatch(/iteration 9 is no longer kept/);
    const broken = { iteration: 7, state: 'stopped', comparison: null, why: 'It broke.' } as const;
    expect(judge(broken, null).text).toMatch(/: It broke\. Freeze/);
  });
});

it('changes are counted episode by episode', () => {
  const outcome: Outcome = {
    algo: 'trpo',
    step: { length: 1, kl: 1, klPredicted: 1, gain: 1, gainPredicted: 1 },
    returns: Float32Array.of(11, 21, 31),
    refused: null,
  };
  const comparison = { iteration: 1, rows: 1, asked: IDS, before: Float32Array.of(10, 20, 30), outcomes: [outcome] };
  const [one] = triedOf(comparison);
  expect(one!.change).toEqual({ mean: 1, error: 0 });
  expect(one!.earned.mean).toBe(21);
  // 10² · 2 / 2 / 3
  expect(estimate(Float32Array.of(10, 20, 30)).error).toBeCloseTo(Math.sqrt(100 / 3), 6);
});
