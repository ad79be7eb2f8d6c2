import { expect, test } from 'vitest';
import { stepVerdict } from './step-verdict.ts';

const say = (thetaOld: number) => {
  const { before, stressed, after } = stepVerdict(thetaOld);
  return before + stressed + after;
};

test('on the slope the step is a ruin', () => {
  // σ(2.1) − σ(0.1) = 0.8909 − 0.5250; KL = 0.3092 nats
  expect(say(2.1)).toBe('Here the same step takes 37 percentage points off π, and spends 6.2 times the trust region.');
  expect(stepVerdict(2.1).level).toBe(2);
});

test('far out, on either side, the policy hardly notices', () => {
  expect(say(7.5)).toMatch(/^Up here the step takes 0\.4 percentage points/);
  expect(say(-5)).toMatch(/^Down here the step takes 0\.6 percentage points/);
  expect(stepVerdict(-5).level).toBe(0);
});

test('in between it is about what a trust region allows', () => {
  // σ(−3) = 0.0474, σ(−5) = 0.0067; KL = 0.0529 nats
  expect(stepVerdict(-3).level).toBe(1);
});
