import { findEnvironment } from '../../engine/envs/index.ts';
import { moments } from './moments.ts';

interface Ready {
  readonly href: string;
  readonly title: string;
  readonly line: string;
  readonly env: string;
  readonly states: readonly ArrayLike<number>[];
}

const pole = findEnvironment('CartPole-v1');
const pendulum = findEnvironment('Pendulum-v1');
const bandit = findEnvironment('Bandit-v0');

/** Push towards where the pole leans, with a little pull to the centre. */
const balance = ([x, speed, angle, turnRate]: Float64Array): number =>
  5.2 * angle! + 1.5 * turnRate! + 0.38 * x! + 0.62 * speed! > 0 ? 1 : 0;

/** Experiments that run as they stand: a link each, at the tuned defaults of their pairing. */
export const READY: readonly Ready[] = [
  {
    href: '#/lab?seed=1',
    title: 'PPO-Clip on CartPole',
    line: 'Four epochs on every batch, and no sample gains by pushing its ratio past 1 ± ε. Solved in a second or two: choose a pace to watch it.',
    env: pole.id,
    // leaning in from the left, caught at the centre
    states: moments(
      pole,
      [-1.5, 0.6, -0.1, 0],
      ([x, v, a, w]) => (5.2 * a! + 1.5 * w! + 0.38 * x! + 0.62 * v! > 0 ? 1 : 0),
      {
        steps: 96,
        stride: 16,
      },
    ),
  },
  {
    href: '#/lab?algo=reinforce',
    title: 'REINFORCE with b(s) on CartPole',
    line: 'Eight whole episodes for every step, and nothing that bounds it. Slower, and it can forget what it knew.',
    env: pole.id,
    // the same hand, until it pushes the wrong way
    states: moments(pole, [1.9, -0.4, 0.05, 0], (state, step) => (step < 64 ? balance(state) : 0), {
      steps: 120,
      stride: 8,
    }),
  },
  {
    href: '#/lab?env=Pendulum-v1',
    title: 'PPO-Clip on Pendulum',
    line: 'A continuous torque, too weak to lift the rod: a Gaussian policy learns to swing it up and hold it.',
    env: pendulum.id,
    // the motor always pushes along with the swing
    states: moments(pendulum, [Math.PI - 0.2, 0.8], ([, w]) => (w! >= 0 ? 2 : -2), { steps: 52, stride: 2 }),
  },
  {
    href: '#/lab?algo=reinforce&env=Bandit-v0',
    title: 'The sigmoid policy on two arms',
    line: 'One number to learn, π = σ(θ): the figure above, with rewards to follow and a step size to get wrong.',
    env: bandit.id,
    states: moments(bandit, [-1, 0], (_, step) => step % 2, { steps: 36, stride: 1 }),
  },
];
