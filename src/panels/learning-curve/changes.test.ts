import { describe, expect, it } from 'vitest';
import type { IterationRecord } from '../../engine/run-events.ts';
import { tellChanges } from './changes.ts';
import { madeUp } from './testing/made-up-run.ts';

const record = (iteration: number, changes: IterationRecord['changes'] = []) => madeUp({ iteration, changes });
const epsilon = (from: number, to: number) => [{ key: 'clipRange', from, to }];

describe('tellChanges', () => {
  it('has nothing to tell of an untouched run, nor of one that goes on for longer', () => {
    const longer = record(2, [{ key: 'totalSteps', from: 1000, to: 2000 }]);
    expect(tellChanges([record(1), longer], 'ppo-clip')).toEqual([]);
  });

  it('tells each change by the symbol of its field', () => {
    const run = [record(4, epsilon(0.1, 0.2)), record(22, [{ key: 'learningRate', from: 0.001, to: 0.0003 }])];
    expect(tellChanges(run, 'ppo-clip')).toEqual([
      { iteration: 4, undoneAt: null, step: '*ε* .1 → .2' },
      { iteration: 22, undoneAt: null, step: '*α* .001 → 3e\u22124' },
    ]);
  });

  it('tells a change and its undoing as one event', () => {
    const run = [record(22, epsilon(0.2, 0.8)), record(23, epsilon(0.8, 0.2)), record(24)];
    expect(tellChanges(run, 'ppo-clip')).toEqual([{ iteration: 22, undoneAt: 23, step: '*ε* .2 → .8' }]);
  });
});
