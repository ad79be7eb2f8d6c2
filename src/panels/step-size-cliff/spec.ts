import { z } from 'zod';
import { ownRunsPanel } from '../panel.ts';
import { CONTENDERS, type Contender } from './contenders.ts';

const ENVIRONMENTS = ['CartPole-v1', 'Acrobot-v1', 'CliffWalking-v1', 'FrozenLake-v1'] as const;

/** All switches: those that are named on, all others off. */
const only = (...fields: readonly Contender['field'][]) =>
  Object.fromEntries(CONTENDERS.map(({ field }) => [field, fields.includes(field)])) as Record<
    Contender['field'],
    boolean
  >;

const trains = (label: string, byDefault: boolean) =>
  z
    .boolean()
    .meta({ label, doc: `Trains ${label} with every step size.` })
    .default(byDefault);

export const stepSizeCliff = ownRunsPanel({
  id: 'step-size-cliff',
  title: 'Where is the cliff?',
  summary:
    'Return after training against step size, run by run as each one ends, for several algorithms over the same seeds.',
  slide: 'Hard to choose stepsizes',
  suits: CONTENDERS.map(({ algo }) => algo),
  column: 'right',
  startsFrom({ algo, env }) {
    const own = CONTENDERS.filter((contender) => contender.algo === algo).map(({ field }) => field);
    const known = ENVIRONMENTS.find((id) => id === env);
    return { ...(own.length > 0 && only(...own)), ...(known && { env: known }) };
  },
  state: z.object({
    reinforce: trains('REINFORCE', true),
    a2c: trains('A2C', false),
    isPg: trains('importance-sampled policy gradient', false),
    trpo: trains('TRPO', false),
    ppoKl: trains('PPO with a KL penalty', false),
    ppoClip: trains('PPO-Clip', true),
    env: z
      .enum(ENVIRONMENTS)
      .meta({
        label: 'environment',
        doc: 'Where all of them learn.',
        choices: {
          'CartPole-v1': 'CartPole',
          'Acrobot-v1': 'Acrobot',
          'CliffWalking-v1': 'CliffWalking',
          'FrozenLake-v1': 'FrozenLake',
        },
      })
      .default('CartPole-v1'),
    steps: z
      .int()
      .min(5000)
      .max(200_000)
      .meta({
        label: 'steps',
        doc: 'Environment steps after which a run is judged.',
        scale: 'log',
        slider: [10_000, 200_000],
        step: 5000,
      })
      .default(30_000),
    seeds: z
      .int()
      .min(1)
      .max(10)
      .meta({ label: 'seeds', doc: 'Runs with each step size: seeds 1, 2, 3 and so on.' })
      .default(3),
    stepSize: z
      .number()
      .min(1e-4)
      .max(1)
      .meta({
        label: 'step size',
        symbol: '*α*',
        doc: 'A step size to read values at, and to try in the Lab: Adam’s rate, or TRPO’s δ.',
        scale: 'log',
      })
      .default(0.01),
  }),
  casesLabel: 'REINFORCE beside',
  cases: [
    { name: 'PPO-Clip', state: only('reinforce', 'ppoClip') },
    { name: 'TRPO', state: only('reinforce', 'trpo') },
    { name: 'all others', state: only(...CONTENDERS.map(({ field }) => field)) },
  ],
});
