import type { Claim } from './claims.ts';
import type { Preset } from './preset.ts';

/** Presets that belong to one part of the lecture. */
export interface Lesson {
  readonly title: string;
  readonly presets: readonly Preset[];
}

const SOLVES: readonly Claim[] = [{ kind: 'solves' }];

/** What the gallery shows, in the lecture's own order. */
export const LESSONS: readonly Lesson[] = [
  {
    title: 'The policy gradient',
    presets: [
      {
        id: 'one-number',
        title: 'One number learns',
        question: 'Can a single parameter learn which arm pays more?',
        says: 'θ climbs until the better arm is all but certain.',
        link: 'algo=reinforce&env=Bandit-v0&seed=3',
        claims: SOLVES,
      },
      {
        id: 'reinforce-balances',
        title: 'Eight episodes, one step',
        question: 'How far does the plainest estimator get?',
        says: 'REINFORCE with a baseline b(s) balances the pole.',
        link: 'algo=reinforce&env=CartPole-v1&seed=1&totalSteps=150000',
        claims: SOLVES,
      },
      {
        id: 'no-baseline',
        title: 'The same without b(s)',
        question: 'What did b(s) buy?',
        says: 'Returns are now compared with the mean of their batch alone: a noisier gradient, and the pole still falls after 60,000 steps.',
        link: 'algo=reinforce&env=CartPole-v1&seed=1&baseline=none&totalSteps=60000',
        claims: [{ kind: 'ends', atMost: 400 }],
      },
    ],
  },
  {
    title: 'Critics are baselines',
    presets: [
      {
        id: 'actor-critic',
        title: 'Actor and critic',
        question: 'Does a learned V(s) help the actor?',
        says: 'The critic’s TD errors carry the actor to 475.',
        link: 'algo=actor-critic&env=CartPole-v1&seed=1&totalSteps=250000',
        claims: SOLVES,
      },
      {
        id: 'a2c-side-by-side',
        title: 'Eight at once',
        question: 'What do eight environments in step give?',
        says: 'A2C averages eight environments into each small update, and balances.',
        link: 'algo=a2c&env=CartPole-v1&seed=2',
        claims: SOLVES,
      },
      {
        id: 'a3c-stale',
        title: 'Gradients from yesterday',
        question: 'Does learning survive stale gradients?',
        says: 'Gradients arrive about three updates late, and A3C learns all the same.',
        link: 'algo=a3c&env=CartPole-v1&seed=1',
        claims: [{ kind: 'solves' }, { kind: 'metric', metric: 'stalenessMean', of: 'median', atLeast: 1 }],
      },
      {
        id: 'cliff-walk',
        title: 'Along the cliff',
        question: 'How close to the edge does a careful policy walk?',
        says: 'Nobody who still explores walks at the very edge: it ends a few steps short of the −13 of the shortest way.',
        link: 'algo=actor-critic&env=CliffWalking-v1&seed=1&totalSteps=200000',
        claims: [{ kind: 'ends', atLeast: -40, atMost: -13 }],
      },
    ],
  },
  {
    title: 'Hard to choose step sizes',
    presets: [
      {
        id: 'step-too-small',
        title: 'A step that is too small',
        question: 'What does caution cost?',
        says: 'Nothing breaks, and nothing much happens either.',
        link: 'algo=reinforce&env=CartPole-v1&seed=1&optimizer=sgd&stepSize=0.001&totalSteps=60000',
        claims: [{ kind: 'ends', atMost: 100 }],
      },
      {
        id: 'step-that-fits',
        title: 'A step that fits',
        question: 'And when it fits?',
        says: 'The same algorithm with another α is far up the hill by now.',
        link: 'algo=reinforce&env=CartPole-v1&seed=1&optimizer=sgd&stepSize=0.3&totalSteps=100000',
        claims: [{ kind: 'ends', atLeast: 195 }],
      },
      {
        id: 'off-the-cliff',
        title: 'Off the cliff',
        question: 'Are some steps too large to recover from?',
        says: 'The policy becomes certain of the wrong thing and never looks again.',
        link: 'algo=reinforce&env=CartPole-v1&seed=1&optimizer=sgd&stepSize=30&totalSteps=60000',
        claims: [{ kind: 'ends', atMost: 30 }],
      },
      {
        id: 'cloned',
        title: 'Learning from an expert instead',
        question: 'Why is supervised learning so much calmer?',
        says: 'The data stays what it is, whatever the policy does: twenty episodes of an expert suffice.',
        link: 'algo=behavior-cloning&env=CartPole-v1&seed=1',
        claims: [{ kind: 'solves' }],
      },
    ],
  },
  {
    title: 'The natural gradient',
    presets: [
      {
        id: 'natural-balances',
        title: 'As far as KL allows',
        question: 'What if every step costs the same KL?',
        says: 'With √(2δ/gᵀF⁻¹g) as its step, the natural gradient balances the pole, and wavers again at the end.',
        link: 'algo=npg&env=CartPole-v1&seed=1&totalSteps=200000',
        claims: [{ kind: 'solves' }, { kind: 'ends', atMost: 450 }],
      },
      {
        id: 'natural-on-a-line',
        title: 'A Gaussian on a line',
        question: 'Does it find the gain that Riccati knows?',
        says: 'With a fixed step along F⁻¹g it comes to rest beside the best gain there is.',
        link: 'algo=npg&env=LQR-v0&seed=1',
        claims: [{ kind: 'ends', atLeast: -2.6 }],
      },
      {
        id: 'predicted-kl',
        title: 'What the quadratic promised',
        question: 'Does KL come out as ½ dᵀFd said?',
        says: 'By the median it does, 0.0140 for a promised 0.0145; but the dearest update costs 0.049.',
        link: 'algo=npg&env=CartPole-v1&seed=2&totalSteps=60000',
        claims: [
          { kind: 'metric', metric: 'klPredicted', of: 'median', atLeast: 0.0144, atMost: 0.0155 },
          { kind: 'metric', metric: 'kl', of: 'median', atLeast: 0.0135, atMost: 0.0145 },
          { kind: 'metric', metric: 'kl', of: 'greatest', atLeast: 0.0485, atMost: 0.0495 },
        ],
      },
    ],
  },
  {
    title: 'Old data, new policy',
    presets: [
      {
        id: 'four-epochs',
        title: 'Four passes over old data',
        question: 'May a batch be used more than once?',
        says: 'Importance weights stand in for fresh samples, and a few passes with small steps learn.',
        link: 'algo=is-pg&env=CartPole-v1&seed=1',
        claims: [{ kind: 'ends', atLeast: 195 }],
      },
      {
        id: 'unbounded',
        title: 'And nothing holds it',
        question: 'How far does L^IS go when nothing bounds it?',
        says: 'Its first updates cost over a hundred times the KL that TRPO would allow, and the policy is ruined.',
        link: 'algo=is-pg&env=CartPole-v1&seed=1&learningRate=0.01&nEpochs=20&totalSteps=100000',
        claims: [
          { kind: 'metric', metric: 'kl', of: 'greatest', atLeast: 2 },
          { kind: 'ends', atMost: 30 },
        ],
      },
    ],
  },
  {
    title: 'Trust regions',
    presets: [
      {
        id: 'trpo-balances',
        title: 'TRPO, line by line',
        question: 'Who decides how far to go?',
        says: 'The line search has the last word: on its batch no update costs more than δ, and the pole stands.',
        link: 'algo=trpo&env=CartPole-v1&seed=1',
        claims: [{ kind: 'solves' }, { kind: 'metric', metric: 'kl', of: 'greatest', atMost: 0.0201 }],
      },
      {
        id: 'trpo-swings',
        title: 'TRPO swings up',
        question: 'Does a trust region do for a continuous torque?',
        says: 'Other actions, other rewards: a KL of δ limits the policy all the same.',
        link: 'algo=trpo&env=Pendulum-v1&seed=1&totalSteps=100000',
        claims: [{ kind: 'ends', atLeast: -400 }],
      },
      {
        id: 'ppo-clip-balances',
        title: 'PPO-Clip',
        question: 'What if samples are simply told to stop?',
        says: 'A ratio that has moved by ε the way its advantage asks no longer pushes; first-order steps suffice.',
        link: 'algo=ppo-clip&env=CartPole-v1&seed=1',
        claims: SOLVES,
      },
      {
        id: 'ppo-kl-price',
        title: 'A price on KL',
        question: 'Can the price find itself?',
        says: 'β doubles and halves as it goes: KL scatters around δ, and the pole stands.',
        link: 'algo=ppo-kl&env=CartPole-v1&seed=1',
        claims: SOLVES,
      },
      {
        id: 'ppo-swings',
        title: 'PPO swings up',
        question: 'And with a continuous action?',
        says: 'The same clipped objective learns to hold the pendulum up.',
        link: 'algo=ppo-clip&env=Pendulum-v1&seed=1&totalSteps=100000',
        claims: [{ kind: 'ends', atLeast: -400 }],
      },
    ],
  },
  {
    title: 'By the chain rule, and without any gradient',
    presets: [
      {
        id: 'ddpg-swings',
        title: 'Climbing a learned Q',
        question: 'What if the critic says which way to change the action?',
        says: 'DDPG holds the pendulum after 20,000 steps; PPO above was given 100,000.',
        link: 'algo=ddpg&env=Pendulum-v1&seed=1&totalSteps=20000',
        claims: [{ kind: 'evaluates', atLeast: -250 }],
      },
      {
        id: 'cem-balances',
        title: 'No gradient at all',
        question: 'Is a gradient needed?',
        says: 'For a small policy, trying many and keeping the best does it too.',
        link: 'algo=cem&env=CartPole-v1&seed=1',
        claims: SOLVES,
      },
    ],
  },
];
