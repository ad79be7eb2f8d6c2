import { describe, expect, it } from 'vitest';
import type { IterationRecord } from '../../engine/run-events.ts';
import { tellLastChange } from './changes.ts';

const record = (iteration: number, changes: IterationRecord['changes'] = []): IterationRecord => ({
  iteration,
  steps: iteration * 2048,
  updates: iteration,
  episodes: [],
  return100: null,
  evaluation: null,
  metrics: {},
  changes,
  seconds: iteration,
  fingerprint: '000000',
});
const epsilon = (from: number, to: number) => [{ key: 'clipRange', from, to }];

describe('tellLastChange', () => {
  it('has nothing to tell of an untouched run', () => {
    expect(tellLastChange([record(1), record(2)], 'ppo-clip')).toBeNull();
  });

  it('tells the most recent change by the symbol of its field', () => {
    const run = [record(4, epsilon(0.1, 0.2)), record(22, [{ key: 'learningRate', from: 0.001, to: 0.0003 }])];
    expect(tellLastChange(run, 'ppo-clip')).toMatchObject({
      iteration: 22,
      what: 'iteration 22: *α* .001 → 3e\u22124, by hand',
      since: null,
    });
  });

  it('tells a change and its undoing as one event', () => {
    const run = [record(22, epsilon(0.2, 0.8)), record(23, epsilon(0.8, 0.2)), record(24)];
    expect(tellLastChange(run, 'ppo-clip')).toEqual({
      iteration: 22,
      what: 'iteration 22: *ε* .2 → .8, by hand',
      whatShort: '*ε* .2 → .8',
      since: 'for one iteration; undone at 23',
      sinceShort: 'for 1 iteration',
    });
  });
});
