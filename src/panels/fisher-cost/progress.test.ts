import { expect, test } from 'vitest';
import type { FisherCosts } from '../../state/fisher-cost.ts';
import { progressOf } from './progress.ts';
import { idealCosts } from './testing/costs.ts';

const costs = (change: Partial<FisherCosts>): FisherCosts => ({
  status: 'measured',
  damping: 0.1,
  costs: idealCosts([1, 2]),
  limits: [],
  message: null,
  ...change,
});
const WIDTHS = [1, 2, 3];

test('while it measures it says what it is at', () => {
  expect(progressOf(costs({ status: 'unmeasured', costs: [] }), WIDTHS, 0.1)).toBe('');
  expect(progressOf(costs({ status: 'measuring' }), WIDTHS, 0.1)).toBe('measuring n = 35 …');
  expect(progressOf(costs({ status: 'measuring' }), [1, 2], 0.1)).toBe('');
  expect(progressOf(costs({ status: 'failed', message: 'No room.' }), WIDTHS, 0.1)).toBe('Stopped: No room.');
});

test('what it was measured with is said once that is no longer what is set', () => {
  expect(progressOf(costs({}), WIDTHS, 0.1)).toBe('');
  expect(progressOf(costs({}), WIDTHS, 0.01)).toBe('measured with damping 0.1');
});

test('where Cholesky was left is said with the reason', () => {
  const limit = { method: 'cholesky', parameters: 2387, milliseconds: 6512, bytes: 9e7 } as const;
  expect(progressOf(costs({ limits: [limit] }), WIDTHS, 0.1)).toBe(
    'At n = 2,387 Cholesky might take 6.5 s: not tried.',
  );
  expect(progressOf(costs({ limits: [{ ...limit, bytes: 1.2e9 }] }), WIDTHS, 0.1)).toBe(
    'At n = 2,387 Cholesky might hold 1.2 GB: not tried.',
  );
});
