import { describe, expect, it } from 'vitest';
import { cartPole } from '../../engine/envs/cart-pole.ts';
import type { IterationRecord } from '../../engine/run-events.ts';
import { judgeLearning } from './verdict.ts';

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
