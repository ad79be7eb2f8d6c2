import type { Environment } from '../../engine/envs/environment.ts';

export const KEYS = ['left', 'down', 'up', 'right'] as const;
export type Key = (typeof KEYS)[number];

/** How arrow keys become actions. */
export interface KeyMap {
  /** Whether time passes by itself, or by one step for each key pressed. */
  readonly realTime: boolean;
  /** The keys that mean something. */
  readonly uses: readonly Key[];
  /** The action under the keys held; `step` counts the episode's. */
  readonly action: (held: ReadonlySet<Key>, step: number) => number;
  /** What the keys do. */
  readonly words: string;
}

/** Null where keys make no sense. */
export function keyMapFor({ id, action }: Environment): KeyMap | null {
  const names = action.names as readonly string[];
  if (names.includes('up')) return grid(names);
  return KEY_MAPS[id] ?? null;
}

const SIDES = ['left', 'right'] as const;

/** −1, 0 or 1. */
const side = (held: ReadonlySet<Key>): number => Number(held.has('right')) - Number(held.has('left'));

const grid = (names: readonly string[]): KeyMap => ({
  realTime: false,
  uses: KEYS,
  action: (held) => names.findIndex((name) => held.has(name as Key)),
  words: 'Each arrow key is one step that way. Time stands still in between.',
});

const KEY_MAPS: Readonly<Record<string, KeyMap>> = {
  'Bandit-v0': {
    realTime: false,
    uses: SIDES,
    action: (held) => (held.has('right') ? 1 : 0),
    words: '← pulls the left arm, → the right one.',
  },
  'TwoState-v0': {
    realTime: false,
    uses: SIDES,
    action: (held) => (held.has('right') ? 1 : 0),
    words: '← stays, → goes to the other state: a step for each key.',
  },
  'LQR-v0': {
    realTime: true,
    uses: SIDES,
    action: (held) => 0.5 * side(held),
    words: '← and → push by 0.5 to their side, as long as they are held.',
  },
  'CartPole-v1': {
    realTime: true,
    uses: SIDES,
    // not pushing is no choice
    action: (held, step) => (side(held) === 0 ? step % 2 : side(held) > 0 ? 1 : 0),
    words: '← and → push the cart. It is always pushed: without a key left and right take turns.',
  },
  'Pendulum-v1': {
    realTime: true,
    uses: SIDES,
    // a positive torque turns counter-clockwise
    action: (held) => -2 * side(held),
    words: '← turns counter-clockwise, → clockwise, both with all the motor has; without a key it rests.',
  },
  'Acrobot-v1': {
    realTime: true,
    uses: SIDES,
    action: (held) => 1 + side(held),
    words: '→ turns the joint counter-clockwise, ← clockwise; without a key it is let go.',
  },
  'MountainCar-v0': {
    realTime: true,
    uses: SIDES,
    action: (held) => 1 + side(held),
    words: '← and → drive to their side; without a key the car coasts.',
  },
  'MountainCarContinuous-v0': {
    realTime: true,
    uses: SIDES,
    action: side,
    words: '← and → drive to their side at full throttle; without a key the car coasts and burns nothing.',
  },
};
