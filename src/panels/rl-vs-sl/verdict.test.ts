import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { findEnvironment } from '../../engine/envs/index.ts';
import { TRAINED } from '../../engine/experts/index.ts';
import type { Curve, Curves, Measured } from './curves.ts';
import { storyOf } from './curves.ts';
import { plannedStep, runsOf, type State } from './runs.ts';
import { rlVsSl, UPDATES } from './spec.ts';
import { TASK_IDS, TASKS } from './tasks.ts';
import { judge, outcome } from './verdict.ts';

const states: fc.Arbitrary<State> = fc.record({
  env: fc.constant('CartPole-v1'),
  stepSize: fc.double({ min: 0.1, max: 2000, noNaN: true }),
  raised: fc.double({ min: 0.1, max: 2000, noNaN: true }),
  from: fc.integer({ min: 1, max: 90 }),
  length: fc.integer({ min: 1, max: 60 }),
  seed: fc.integer({ min: 1, max: 9999 }),
});

/** Returns that are one number before the larger steps, one from the first of them on, and one from `SPAN` after the last. */
function curve(levels: readonly [number, number, number], bounds: readonly [number, number], taken: number): Curve {
  const at = (updates: number) => levels[updates < bounds[0] ? 0 : updates <= bounds[1] + 5 ? 1 : 2];
  const points = Array.from({ length: taken }, (_, i): Measured => [i + 1, at(i + 1)]);
  return { returns: points, entropies: points.map(([updates]) => [updates, 0.05]), diverged: null };
}

const levels = fc.tuple(
  fc.integer({ min: 1, max: 500 }),
  fc.integer({ min: 1, max: 500 }),
  fc.integer({ min: 1, max: 500 }),
);

test('what it says of either policy is so', () => {
  fc.assert(
    fc.property(states, levels, levels, fc.integer({ min: 0, max: UPDATES }), (state, sl, pg, taken) => {
      const steps = Array.from({ length: taken }, (_, i) => plannedStep(state, i + 1));
      const [least, most] = [Math.min(...steps), Math.max(...steps)];
      const isLarge = steps.map((step) => most >= 1.5 * least && step * step > least * most);
      const rise = isLarge.findIndex((large, i) => large && isLarge.slice(0, i).includes(false)) + 1;
      const [first, last] = rise > 0 ? [rise, isLarge.lastIndexOf(true) + 1] : [undefined, undefined];
      const bounds = [first ?? UPDATES + 1, last ?? UPDATES + 1] as const;
      const curves: Curves = { supervised: curve(sl, bounds, taken), policyGradient: curve(pg, bounds, taken), steps };
      const { text, level } = judge(curves, state);
      const said = plainText(text);

      if (taken === 0) expect(said).toContain('Nothing is learned yet');
      else if (first === undefined) {
        expect(said).toMatch(new RegExp(`^After ${taken} updates? with`));
        expect(said).toContain(`U SL returns ${sl[0]}, U PG ${pg[0]}`);
        expect(level).toBe(0);
      } else if (taken <= last! + 5) {
        expect(level).toBe(1);
        if (taken >= first)
          for (const [name, [before, worst]] of [['U SL', sl] as const, ['U PG', pg] as const])
            expect(said).toContain(
              worst < before ? `${name} fell from ${before} to ${worst}` : `${name} stayed at ${before} or more`,
            );
      } else {
        expect(said).toMatch(new RegExp(`^${taken - last!} updates? after the last step with`));
        for (const [name, [before, worst, after]] of [['U SL', sl] as const, ['U PG', pg] as const]) {
          const lost = after < 0.8 * before;
          if (before < 50) {
            expect(said).toContain(`${name} returns ${after} and had learned nothing before (${before})`);
            continue;
          }
          const words = lost ? 'has not recovered' : worst < 0.8 * before ? 'has recovered' : 'was not harmed';
          expect(said).toContain(`${name} returns ${after} and ${words} (${before} before`);
        }
        const isLost = ([before, , after]: typeof sl) => before >= 50 && after < 0.8 * before;
        const isWell = ([before, worst]: typeof sl) => before >= 50 && worst >= 0.8 * before;
        expect(level).toBe(isLost(sl) || isLost(pg) ? 2 : isWell(sl) && isWell(pg) ? 0 : 1);
        expect(said.includes('its own bad episodes')).toBe(isLost(pg));
      }
    }),
    { numRuns: 500 },
  );
});

test('where returns are negative, what is lost is counted from the least', () => {
  const fate = (before: number, worst: number, after: number) => ({ before, worst, after, entropy: 0.1 });
  expect(outcome(fate(-126, -500, -500), 'Acrobot-v1')).toBe('lost');
  expect(outcome(fate(-111, -500, -88), 'Acrobot-v1')).toBe('recovered');
  expect(outcome(fate(-500, -500, -358), 'Acrobot-v1')).toBe('untaught');
  expect(outcome(fate(-16, -200, -200), 'CliffWalking-v1')).toBe('lost');
  expect(outcome(fate(-23, -13, -13), 'CliffWalking-v1')).toBe('unharmed');
  expect(outcome(fate(-205, -212, -200), 'CliffWalking-v1')).toBe('untaught');
});

test('the Lab’s environment is taken where both can learn in it, with a seed on which they do', () => {
  expect(rlVsSl.startsFrom?.({ algo: 'a2c', env: 'CliffWalking-v1' })).toEqual({ env: 'CliffWalking-v1', seed: 7 });
  expect(rlVsSl.startsFrom?.({ algo: 'a2c', env: 'Pendulum-v1' })).toEqual({});
});

test.each(TASK_IDS)('the expert of %s earns what its line says', async (id) => {
  const { transitions } = findEnvironment(id);
  // the shortest safe way along the cliff is known; the others were measured when they were trained
  const { greedyReturn } = transitions ? { greedyReturn: -13 } : await TRAINED[id]!();
  expect(TASKS[id].expertReturn).toBe(Math.round(greedyReturn));
});

test('a run that diverged is told in its own words', () => {
  const curves: Curves = {
    supervised: { returns: [], entropies: [], diverged: null },
    policyGradient: { returns: [], entropies: [], diverged: 'θ became NaN.' },
    steps: [3, 3, 2000],
  };
  expect(judge(curves, rlVsSl.state.parse({}))).toEqual({ level: 2, text: 'θ became NaN.' });
});

test('the raised stretch is found in what was taken, not in what is planned', () => {
  const empty: Curve = { returns: [], entropies: [], diverged: null };
  const story = (steps: number[]) => storyOf({ supervised: empty, policyGradient: empty, steps }).raised;
  expect(story([3, 3, 3])).toBeNull();
  expect(story([3, 3.5, 3])).toBeNull();
  expect(story([3, 200, 180, 3, 3])).toEqual({ first: 2, last: 3, stepSize: 200 });
  expect(story([3, 3, 0.1, 0.1])).toBeNull();
  expect(story([3, 0.1, 3])).toEqual({ first: 3, last: 3, stepSize: 3 });
  expect(story([])).toBeNull();
});

test('both runs have the same network, step size, environment and seed, and differ in their objective', () => {
  const [supervised, policyGradient] = runsOf(rlVsSl.state.parse({ seed: 7 }));
  expect([supervised.algo, policyGradient.algo]).toEqual(['behavior-cloning', 'reinforce']);
  for (const key of [
    'hidden',
    'activation',
    'normalizeObs',
    'optimizer',
    'stepSize',
    'nEpisodes',
    'entCoef',
    'maxGradNorm',
  ])
    expect(supervised.config[key], key).toBe(policyGradient.config[key]);
  expect([supervised.env, supervised.seed]).toEqual([policyGradient.env, policyGradient.seed]);
});
