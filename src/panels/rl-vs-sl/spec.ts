import { z } from 'zod';
import { ownRunsPanel } from '../panel.ts';
import { TASK_IDS, TASKS } from './tasks.ts';

/** Updates that both runs take. */
export const UPDATES = 100;

/** Ends of both step sizes. */
export const STEP_SIZES = [0.1, 2000] as const;

const stepSize = z.number().min(STEP_SIZES[0]).max(STEP_SIZES[1]);

export const rlVsSl = ownRunsPanel({
  id: 'rl-vs-sl',
  title: 'Why is a bad step worse in reinforcement learning?',
  summary:
    'The same network and the same step size, once on an expert’s data and once on the policy’s own: after steps that were too large, one recovers.',
  slide: 'Hard to choose stepsizes',
  suits: 'all',
  column: 'right',
  startsFrom({ env }) {
    const known = TASK_IDS.find((id) => id === env);
    return known ? { env: known, seed: TASKS[known].seed } : {};
  },
  state: z.object({
    env: z
      .enum(TASK_IDS)
      .meta({
        label: 'environment',
        doc: 'Where both policies act, and the expert before them.',
        choices: Object.fromEntries(TASK_IDS.map((id) => [id, TASKS[id].name])),
      })
      .default('CartPole-v1'),
    stepSize: stepSize
      .meta({
        label: 'step size',
        symbol: '*α*',
        doc: 'The α of θ_new = θ_old + α ĝ, for both policies, while all is well.',
        scale: 'log',
      })
      .default(3),
    raised: stepSize
      .meta({
        label: 'raised to',
        doc: 'The step size of both policies during the accident.',
        scale: 'log',
      })
      .default(200),
    from: z
      .int()
      .min(1)
      .max(90)
      .meta({ label: 'after update', doc: 'Updates after which the step size is raised.' })
      .default(40),
    length: z
      .int()
      .min(1)
      .max(60)
      .meta({ label: 'for updates', doc: 'How many updates the raised step size lasts.' })
      .default(3),
    seed: z
      .int()
      .min(1)
      .max(9999)
      .meta({ label: 'seed', doc: 'All randomness of both runs follows from this number.' })
      .default(TASKS['CartPole-v1'].seed),
  }),
  casesLabel: '*α* raised',
  cases: [
    { name: 'to 200 for three updates', state: {} },
    { name: 'to 30', state: { raised: 30 } },
    { name: 'for good', state: { length: 60 } },
    { name: 'never', state: { raised: 3 } },
  ],
});
