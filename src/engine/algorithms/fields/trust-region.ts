import { z } from 'zod';
import { field, integer, number } from './field.ts';

/** How far an update may take the policy, and how the longest step within that is found. */
export const trustRegionFields = {
  clipRange: field(number(0, 10), {
    label: 'clip range',
    symbol: '*ε*',
    doc: 'How far the ratio r may leave 1, the way Â asks, before its gradient is cut off.',
    scale: 'linear',
    slider: [0.01, 0.8],
    step: 0.01,
  }),
  targetKl: field(number(0, 10), {
    label: 'target KL',
    doc: 'Stop the epochs once KL(π_old ‖ π_θ) exceeds 1.5 times this; 0 turns it off.',
    scale: 'linear',
    slider: [0, 0.1],
    step: 0.001,
  }),
  delta: field(number(0, 10), {
    label: 'trust region',
    symbol: '*δ*',
    doc: 'How far the new policy may be from the old one, as a KL divergence.',
    scale: 'log',
    slider: [1e-4, 1],
  }),
  beta: field(number(1e-6, 1e6), {
    label: 'first KL penalty',
    symbol: '*β*_{0}',
    doc: 'Weight of the KL penalty at the start; from then on it adapts.',
    scale: 'log',
    slider: [0.01, 100],
    structural: true,
  }),
  lambda: field(number(1e-3, 1e6), {
    label: 'KL multiplier',
    symbol: '*λ*',
    doc: 'Price of KL in the penalised problem; its solution is the step F⁻¹ĝ / λ.',
    scale: 'log',
    slider: [0.1, 100],
    when: { key: 'stepRule', is: ['penalty'] },
  }),
  form: field(z.enum(['constraint', 'penalty']), {
    label: 'problem',
    doc: 'Whether the KL is held below δ, or costs β per unit.',
    choices: { constraint: 'KL ≤ δ', penalty: 'L − β KL' },
  }),
  stepRule: field(z.enum(['kl', 'fixed', 'penalty']), {
    label: 'step rule',
    doc: 'How far to go along F⁻¹ĝ: to a KL of δ, by a fixed α, or by 1/λ as a KL penalty λ has it.',
    choices: { kl: 'to KL = δ', fixed: 'fixed α', penalty: 'penalty, 1/λ' },
  }),
  fisher: field(z.enum(['hessian', 'outer']), {
    label: 'Fisher matrix',
    symbol: '*F*',
    doc: 'Estimated as the Hessian of the KL, or from the actions taken: the mean of ∇ log π ∇ log πᵀ.',
    choices: { hessian: 'Hessian of KL', outer: 'mean of score ⊗ score' },
  }),
  cgIterations: field(integer(1, 1000), {
    label: 'CG iterations',
    symbol: '*n*_{cg}',
    doc: 'Iterations of conjugate gradient towards F⁻¹ĝ, each with one product F v.',
    scale: 'log',
    slider: [1, 100],
  }),
  cgDamping: field(number(0, 100), {
    label: 'damping',
    doc: 'This times the identity is added to F, so that directions without information stay short.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
  }),
  backtrack: field(number(0.01, 0.99), {
    label: 'backtracking factor',
    symbol: '*α*',
    doc: 'The line search multiplies a step that was refused by this.',
    scale: 'linear',
    step: 0.01,
  }),
  lineSearchSteps: field(integer(0, 100), {
    label: 'line search steps',
    symbol: '*L*',
    doc: 'How often the line search shortens the step before it gives up; 0 tries the full step only.',
    scale: 'linear',
    slider: [0, 20],
    step: 1,
  }),
  averageDecay: field(number(0, 1), {
    label: 'average policy',
    symbol: '*κ*',
    doc: 'How much of θ_avg each update keeps; the rest is the newest θ.',
    scale: 'linear',
    slider: [0.8, 1],
    step: 0.001,
  }),
} as const;
