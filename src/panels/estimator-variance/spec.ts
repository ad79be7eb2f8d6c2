import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** Logits stay where the plane of policies shows them. */
const END = 4;

const logit = (symbol: string, doc: string, start: number) =>
  z.number().min(-END).max(END).meta({ label: 'logit', symbol, doc, step: 0.05 }).default(start);

export const estimatorVariance = exactPanel({
  id: 'estimator-variance',
  title: 'What does a critic cost, and what does it save?',
  summary:
    'Two thousand estimates of the same policy gradient from each of five estimators: how far they scatter, and whether they aim at it.',
  slide: 'Critics are state dependent baselines',
  state: z.object({
    problem: z
      .enum(['two-state', 'bandit'])
      .meta({
        label: 'problem',
        doc: 'Two states with episodes of 20 steps, or one pull of a bandit.',
        choices: { 'two-state': 'two states', bandit: 'bandit' },
      })
      .default('two-state'),
    theta1: logit('*θ*_{i}', 'Of staying in state i; for the bandit, of its right arm.', 1),
    theta2: logit('*θ*_{j}', 'Of staying in state j.', -1),
    batch: z
      .int()
      .min(1)
      .max(50)
      .meta({ label: 'batch', symbol: '*N*', doc: 'Episodes whose estimates are averaged into one.' })
      .default(10),
    baseline: z
      .number()
      .min(-5)
      .max(15)
      .meta({ label: 'constant', symbol: '*b*', doc: 'What the second estimator takes off every return.', step: 0.1 })
      .default(3),
    error: z
      .number()
      .min(-5)
      .max(5)
      .meta({ label: 'critic’s error', doc: 'How much too high the wrong critic values state j.', step: 0.1 })
      .default(-2),
    weights: z
      .enum(['discounted', 'equal'])
      .meta({
        label: 'a step weighs',
        doc: 'With γ^t the estimates aim at ∇U; practice leaves it out.',
        choices: { discounted: 'γᵗ', equal: '1' },
      })
      .default('discounted'),
    seed: z.int().min(1).max(999).meta({ label: 'seed', doc: 'Which episodes are drawn.' }).default(1),
  }),
  casesLabel: 'See',
  cases: [
    { name: 'as on the slide', state: {} },
    { name: 'few episodes', state: { batch: 2, error: -0.4 } },
    {
      name: 'without *γ*^{t}',
      state: { weights: 'equal', theta1: 0.5, theta2: 3.5, batch: 50, baseline: 11, error: 0 },
    },
    { name: 'a bandit', state: { problem: 'bandit', theta1: 0, baseline: 0.7, error: -0.5 } },
  ],
});
