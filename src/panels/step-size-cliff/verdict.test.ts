import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import type { RunResult } from '../../state/sweep.ts';
import { CONTENDERS } from './contenders.ts';
import { type Cliff, cliffsOf, progressOf, rangeOf, workingReturn } from './findings.ts';
import { labLinks } from './lab-links.ts';
import { chosen, nearestStep, runOf, runsOf, STEP_SIZES, type State } from './runs.ts';
import { stepSizeCliff } from './spec.ts';
import { judge } from './verdict.ts';
import { sayStep } from './words.ts';

const states = fc
  .record({
    reinforce: fc.boolean(),
    a2c: fc.boolean(),
    isPg: fc.boolean(),
    trpo: fc.boolean(),
    ppoKl: fc.boolean(),
    ppoClip: fc.boolean(),
    seeds: fc.integer({ min: 1, max: 3 }),
    stepSize: fc.double({ min: 1e-4, max: 1, noNaN: true }),
  })
  .map((part): State => stepSizeCliff.state.parse(part));

const key = (spec: ReturnType<typeof runOf>) => JSON.stringify(spec);

/** A machine on which every algorithm returns 500 below its cliff and 9 from there on; `known` says which runs have ended. */
function resultsOf(state: State, cliff: (algo: string) => number, known: (index: number) => boolean) {
  const results = new Map<string, RunResult>();
  runsOf(state).forEach((spec, index) => {
    const step = Number(spec.algo === 'trpo' ? spec.config.delta : spec.config.learningRate);
    const finalReturn = step < cliff(spec.algo) ? 500 : 9;
    if (known(index)) results.set(key(spec), { finalReturn, diverged: false, fingerprint: null });
  });
  return results;
}

test('it finds the cliffs that are there, and says what happens at the step size that is read', () => {
  fc.assert(
    fc.property(states, fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 6, maxLength: 6 }), (state, places) => {
      const placeOf = (algo: string) => places[CONTENDERS.findIndex((contender) => contender.algo === algo)]!;
      const results = resultsOf(
        state,
        (algo) => STEP_SIZES[placeOf(algo)]!,
        () => true,
      );
      const cliffs = cliffsOf(results, state, key);
      const { text, level } = judge(cliffs, state);
      const said = plainText(text);
      const contenders = chosen(state);
      if (contenders.length === 0) {
        expect(said).toContain('No algorithm is chosen');
        return;
      }
      const widths = contenders.map(({ algo }) => placeOf(algo));
      for (const place of contenders.length === 1 ? widths : [Math.min(...widths), Math.max(...widths)]) {
        const fall = `falls from 500 to 9 at ${sayStep(STEP_SIZES[place]!)}`;
        expect(said).toContain(fall);
        if (place > 1) expect(said).toContain(`, ${((place - 1) / 2).toFixed(1)} decades`);
      }
      const read = STEP_SIZES.indexOf(nearestStep(state.stepSize));
      const working = widths.filter((place) => read < place).length;
      expect(level).toBe(working === widths.length ? 0 : working > 0 ? 1 : 2);
      for (const { names, algo } of contenders) expect(said).toContain(`${names[0]} ${read < placeOf(algo) ? 500 : 9}`);
    }),
    { numRuns: 500 },
  );
});

test('while runs are missing it says how many, and nothing of those', () => {
  fc.assert(
    fc.property(states, fc.integer({ min: 0, max: 60 }), (state, ended) => {
      const results = resultsOf(
        state,
        () => 0.01,
        (index) => index < ended,
      );
      const cliffs = cliffsOf(results, state, key);
      const { done, asked } = progressOf(cliffs, state);
      const said = plainText(judge(cliffs, state).text);
      if (asked === 0) return;
      expect(done).toBe(Math.min(ended, asked));
      if (done === 0) expect(said).toContain('Nothing is trained yet');
      else expect(said.startsWith(`After ${done} of ${asked} runs, `)).toBe(done < asked);
    }),
    { numRuns: 500 },
  );
});

test('medians, ranges and diverged runs, by hand', () => {
  const contender = CONTENDERS[0]!;
  const cliff: Cliff = {
    contender,
    points: STEP_SIZES.map((stepSize, i) => ({ stepSize, runs: [], median: [9, 300, 9, 400, 500, 450, 20, 9, 9][i]! })),
  };
  const state = stepSizeCliff.state.parse({});
  expect(workingReturn([cliff], state)).toBe(254.5);
  expect(rangeOf(cliff, 254.5)).toMatchObject({
    works: { from: STEP_SIZES[3], to: STEP_SIZES[5], decades: 1 },
    fall: { from: 450, to: 20, after: STEP_SIZES[6] },
  });
  expect(rangeOf(cliff, 1000)).toMatchObject({ works: null, fall: null });

  const results = new Map<string, RunResult>();
  for (const [i, finalReturn] of [400, 100, 480].entries())
    results.set(key(runOf(contender, state, 1, i + 1)), { finalReturn, diverged: i === 2, fingerprint: null });
  const { runs, median } = cliffsOf(results, state, key)[0]!.points.at(-1)!;
  expect(runs.map(({ value }) => value)).toEqual([400, 100, 0]);
  expect(median).toBe(100);
});

test('runs are those of bench:stepsizes, evaluated at their end', () => {
  const run = runOf(CONTENDERS[3]!, { env: 'CartPole-v1', steps: 50_000 }, 0.01, 2);
  expect(run).toMatchObject({
    algo: 'trpo',
    seed: 2,
    config: { delta: 0.01, nEnvs: 16, nSteps: 64, hidden: '64-64', totalSteps: 50_000, evalInterval: 50_000 },
  });
  expect('nEpisodes' in run.config).toBe(false);
});

test('the Lab is handed the very step size of the handle', () => {
  const links = labLinks(stepSizeCliff.state.parse({ stepSize: 0.042, trpo: true }));
  expect(links.map(({ name }) => name)).toEqual(['REINFORCE', 'TRPO', 'PPO-Clip']);
  expect(links[0]!.href).toMatch(/^#\/lab\?algo=reinforce&.*learningRate=0\.042/);
  expect(links[1]!.href).toContain('delta=0.042');
});
