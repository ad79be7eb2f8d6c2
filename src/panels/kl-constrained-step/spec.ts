import { z } from 'zod';
import { exactPanel } from '../panel.ts';

export const klConstrainedStep = exactPanel({
  id: 'kl-constrained-step',
  title: 'How large a penalty keeps the step inside the trust region?',
  summary:
    'Contours of U, a KL ball, and the path of the penalised optimum as its multiplier λ falls, until it meets the constraint; plain gradient steps of the same length and of the same KL beside it.',
  slide: 'Solving the KL Constrained Problem',
  state: z.object({
    thetaI: z
      .number()
      .min(-2)
      .max(4)
      .meta({
        label: 'old parameter in state i',
        symbol: '*θ*_{i}',
        doc: 'Logit of staying in state i before the step.',
        step: 0.05,
      })
      .default(2),
    thetaJ: z
      .number()
      .min(-2.5)
      .max(2.5)
      .meta({
        label: 'old parameter in state j',
        symbol: '*θ*_{j}',
        doc: 'Logit of staying in state j before the step.',
        step: 0.05,
      })
      .default(-0.5),
    delta: z
      .number()
      .min(0.005)
      .max(0.3)
      .meta({
        label: 'radius',
        symbol: '*δ*',
        doc: 'How much mean KL(π_old ‖ π_new) a step may cost, in nats.',
        step: 0.005,
      })
      .default(0.05),
    lambda: z
      .number()
      .min(0.2)
      .max(20)
      .meta({
        label: 'penalty',
        symbol: '*λ*',
        doc: 'What a nat of KL costs in units of U: the multiplier of the constraint.',
        scale: 'log',
      })
      .default(2.2),
  }),
  casesLabel: 'The step at',
  cases: [
    { name: '*λ* too high', state: { lambda: 5 } },
    { name: '*λ* that meets *δ*', state: { lambda: 1.57 } },
    { name: 'the slide’s 2/*λ*', state: { lambda: 0.785 } },
    { name: 'a fair coin', state: { thetaI: 0, thetaJ: 0, lambda: 2.85 } },
  ],
});
