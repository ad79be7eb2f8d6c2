import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** θ_old and θ_new both stay where the axis, from −8 to 8, shows them. */
const END = 7.5;

export const sigmoidStep = exactPanel({
  id: 'sigmoid-step',
  title: 'How far does the same step go?',
  summary: 'A policy with one parameter: what a step in θ does to its probabilities, and the step that would keep KL.',
  slide: 'Hard to choose stepsizes',
  state: z.object({
    thetaOld: z
      .number()
      .min(-END)
      .max(END)
      .meta({
        label: 'old parameter',
        symbol: '*θ*_{old}',
        doc: 'Where the policy stands before the step.',
        step: 0.05,
      })
      .default(2),
    thetaNew: z
      .number()
      .min(-END)
      .max(END)
      .meta({ label: 'new parameter', symbol: '*θ*_{new}', doc: 'Where the step leads.', step: 0.05 })
      .default(0),
    delta: z
      .number()
      .min(0.01)
      .max(0.3)
      .meta({ label: 'radius', symbol: '*δ*', doc: 'How much KL(π_old ‖ π_new) a step may cost, in nats.', step: 0.01 })
      .default(0.05),
  }),
  casesLabel: 'The same [euclid:Δ*θ* = −2], from',
  cases: [
    { name: '6 → 4 saturated', state: { thetaOld: 6, thetaNew: 4 } },
    { name: '4 → 2 shoulder', state: { thetaOld: 4, thetaNew: 2 } },
    { name: '2 → 0 slope', state: { thetaOld: 2, thetaNew: 0 } },
    { name: '1 → −1 coin flip', state: { thetaOld: 1, thetaNew: -1 } },
  ],
});
