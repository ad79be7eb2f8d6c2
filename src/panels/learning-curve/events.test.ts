import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { cartPole } from '../../engine/envs/cart-pole.ts';
import { pendulum } from '../../engine/envs/pendulum.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { findEvents, gravest, type RunTold } from './events.ts';
import { madeUp } from './testing/made-up-run.ts';

const told = (iterations: readonly IterationRecord[], also: Partial<RunTold> = {}) =>
  findEvents({ iterations, algo: 'ppo-clip', config: {}, environment: cartPole, diverged: null, ...also });
const withKl = (kls: readonly number[]) => kls.map((kl, i) => madeUp({ iteration: i + 1, metrics: { kl } }));
const withEntropy = (values: readonly (readonly [entropy: number, return100: number])[]) =>
  values.map(([entropy, return100], i) => madeUp({ iteration: i + 1, return100, metrics: { entropy } }));
const searched = (indices: readonly number[]) =>
  indices.map((lineSearchIndex, i) => madeUp({ iteration: i + 1, metrics: { lineSearchIndex } }));
const at = (events: ReturnType<typeof findEvents>) => events.map(({ kind, iteration }) => [kind, iteration]);

describe('a spike of KL', () => {
  it('is told with its size and how far it stands out', () => {
    const [event] = told(withKl([0.01, 0.01, 0.012, 0.008, 0.01, 0.01, 0.2, 0.01]));
    expect(event).toMatchObject({ kind: 'kl-spike', iteration: 7 });
    expect(plainText(event!.sentence)).toBe(
      'Iteration 7: KL(π old ‖ π new) was 0.200, 20 times the median of the 6 updates before: the policy jumped.',
    );
  });

  it('says what came of it ten iterations later', () => {
    const run = withKl([...Array<number>(8).fill(0.01), 0.5, ...Array<number>(12).fill(0.01)]).map((record) => ({
      ...record,
      return100: record.iteration < 9 ? 420 : 90,
    }));
    expect(plainText(told(run)[0]!.sentence)).toMatch(
      /jumped; 10 iterations later the mean of 100 episodes had fallen from 420 to 90\.$/,
    );
  });

  it('is none where KL is small, steady, within reach of its target, or first of all', () => {
    expect(told(withKl([1e-4, 1e-4, 1e-4, 1e-4, 1e-4, 1e-4, 0.01]))).toEqual([]);
    expect(told(withKl(Array<number>(30).fill(0.4)))).toEqual([]);
    expect(told(withKl([0.01, 0.01, 0.01, 0.01, 0.01, 0.1]), { config: { delta: 0.05 } })).toEqual([]);
    expect(told(withKl([0.5, 0.01, 0.01, 0.01]))).toEqual([]);
  });

  it('takes its aftershocks with it', () => {
    const quiet = Array<number>(8).fill(0.01);
    expect(at(told(withKl([...quiet, 0.3, 0.2, 0.01, 0.15, ...quiet, 0.3])))).toEqual([
      ['kl-spike', 9],
      ['kl-spike', 21],
    ]);
  });
});

describe('a collapse of entropy', () => {
  it('is told once, where less than a tenth is left and the task is not solved', () => {
    const run = withEntropy([
      [0.69, 20],
      [0.4, 20],
      [0.0345, 25],
      [0.03, 25],
      [0.001, 25],
    ]);
    const [event, ...others] = told(run);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'entropy-collapse', iteration: 3 });
    expect(event!.sentence).toBe(
      'Iteration 3: entropy fell to 0.0345, 5\u00a0% of what it began with, at a mean return of 25: the policy hardly tries anything else any more.',
    );
  });

  it('is none in a policy that has solved its task', () => {
    expect(
      told(
        withEntropy([
          [0.69, 20],
          [0.01, 480],
        ]),
      ),
    ).toEqual([]);
  });

  it('is told again after a recovery', () => {
    const run = withEntropy([
      [0.5, 20],
      [0.04, 20],
      [0.08, 20],
      [0.04, 20],
      [0.2, 20],
      [0.04, 20],
    ]);
    expect(at(told(run))).toEqual([
      ['entropy-collapse', 2],
      ['entropy-collapse', 6],
    ]);
  });

  it('is, of a Gaussian, a spread that has become a tenth: its entropy may be negative throughout', () => {
    const spread = (sigma: number) => Math.log(sigma) + 0.5 * Math.log(2 * Math.PI * Math.E);
    const run = withEntropy([
      [spread(0.2), -1200],
      [spread(0.1), -1200],
      [spread(0.018), -1200],
    ]);
    expect(spread(0.2)).toBeLessThan(0);
    expect(told(run, { environment: pendulum })[0]!.sentence).toMatch(
      /^Iteration 3: the spread of its actions fell to 9\u00a0%/,
    );
    expect(told(run.slice(0, 2), { environment: pendulum })).toEqual([]);
  });
});

describe('a failed line search', () => {
  it('is told for a row of iterations at once', () => {
    const events = told(searched([0, -1, 2, -1, -1, -1, 0]));
    expect(at(events)).toEqual([
      ['line-search-failed', 2],
      ['line-search-failed', 4],
    ]);
    expect(events.map(({ sentence }) => sentence.split(':')[0])).toEqual(['Iteration 2', 'Iterations 4 to 6']);
  });
});

describe('all together', () => {
  it('a divergence stands at the last record, in the words of the run', () => {
    const run = [madeUp({ iteration: 1 }), madeUp({ iteration: 2 })];
    expect(told(run, { diverged: 'θ became NaN.' })).toMatchObject([
      { kind: 'diverged', iteration: 2, sentence: 'θ became NaN.' },
    ]);
  });

  it('come in order, and the gravest is the one to tell', () => {
    const run = withKl([0.01, 0.01, 0.01, 0.01, 0.01, 0.5, 0.01, 0.01]).map((record) =>
      record.iteration === 3 ? { ...record, changes: [{ key: 'clipRange', from: 0.2, to: 0.8 }] } : record,
    );
    const events = told(run);
    expect(at(events)).toEqual([
      ['changed', 3],
      ['kl-spike', 6],
    ]);
    expect(gravest(events)).toMatchObject({ kind: 'changed', brief: ['iteration 3: *ε* .2 → .8', 'by hand'] });
    expect(gravest([])).toBeNull();
  });

  it('never fail, whatever numbers a run has come to', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -1));
    const metrics = fc.record({ kl: number, entropy: number, lineSearchIndex: number }, { requiredKeys: [] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(metrics, fc.option(number)), { maxLength: 40 }),
        fc.constantFrom(cartPole, pendulum),
        (records, environment) => {
          const run = records.map(([values, return100], i) => madeUp({ iteration: i + 1, metrics: values, return100 }));
          const events = told(run, { environment });
          expect(events.every(({ iteration }) => iteration >= 1 && iteration <= run.length)).toBe(true);
          expect(events.every(({ brief, sentence }) => brief.length > 0 && sentence.endsWith('.'))).toBe(true);
          const grave = gravest(events)?.weight ?? 0;
          expect(events.every(({ weight }) => weight <= grave)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
