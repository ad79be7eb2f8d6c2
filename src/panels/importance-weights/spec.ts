import { z } from 'zod';
import { exactPanel } from '../panel.ts';

/** The longest trajectory, in steps. */
export const LONGEST = 200;

const mean = z.number().min(-2).max(2);
const sigma = z.number().min(0.4).max(2);

export const importanceWeights = exactPanel({
  id: 'importance-weights',
  title: 'How much are another policy’s samples worth?',
  summary:
    'Trajectories of the old policy, weighted by products of ratios, speak for a new one: how soon a few of them carry all the weight.',
  slide: 'Off policy learning with Importance Sampling',
  state: z.object({
    muNew: mean
      .meta({
        label: 'new mean',
        symbol: '*μ*_{new}',
        doc: 'Mean of the policy that one wants to know about.',
        step: 0.05,
      })
      .default(0.3),
    sigmaNew: sigma
      .meta({ label: 'new spread', symbol: '*σ*_{new}', doc: 'Standard deviation of the new policy.', step: 0.05 })
      .default(1),
    muOld: mean
      .meta({ label: 'old mean', symbol: '*μ*_{old}', doc: 'Mean of the policy that acted.', step: 0.05 })
      .default(0),
    sigmaOld: sigma
      .meta({ label: 'old spread', symbol: '*σ*_{old}', doc: 'Standard deviation of the old policy.', step: 0.05 })
      .default(1),
    horizon: z
      .int()
      .min(1)
      .max(LONGEST)
      .meta({ label: 'steps', symbol: '*T*', doc: 'Length of a trajectory: so many ratios multiply.' })
      .default(50),
    seed: z
      .int()
      .min(1)
      .max(999)
      .meta({ label: 'seed', doc: 'Which trajectories they are: the same seed gives the same ones.' })
      .default(1),
  }),
  cases: [
    { name: 'one step', state: { horizon: 1 } },
    { name: '50 steps', state: {} },
    { name: 'a nearer policy, 200 steps', state: { muNew: 0.1, horizon: 200 } },
    { name: 'a target too wide', state: { muNew: 0, sigmaNew: 1.45, horizon: 5 } },
  ],
});
