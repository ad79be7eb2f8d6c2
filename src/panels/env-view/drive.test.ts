import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartPole } from '../../engine/envs/cart-pole.ts';
import { frozenLake } from '../../engine/envs/frozen-lake.ts';
import { ENVIRONMENTS } from '../../engine/envs/index.ts';
import { mountainCar } from '../../engine/envs/mountain-car.ts';
import { Drive } from './drive.ts';
import { KEYS, type Key, keyMapFor } from './keys.ts';

const driveIn = (environment: (typeof ENVIRONMENTS)[number], seed = 1) =>
  new Drive(environment, keyMapFor(environment)!, seed);
/** In frames of a sixtieth of a second. */
const wait = (drive: Drive, milliseconds: number, speed = 1) => {
  for (let passed = 0; passed < milliseconds - 1e-6; passed += 20) drive.pass(20, speed);
};

describe.each(ENVIRONMENTS.map((environment) => ({ name: environment.id, environment })))(
  'keys in $name',
  ({ environment }) => {
    const keys = keyMapFor(environment)!;

    it('are told in a sentence, and always mean an action that there is', () => {
      expect(keys.words).toMatch(/[.]$/);
      const { action } = environment;
      fc.assert(
        fc.property(fc.subarray([...keys.uses], { minLength: keys.realTime ? 0 : 1 }), fc.nat(500), (held, step) => {
          const chosen = keys.action(new Set(held), step);
          if (action.kind === 'box') expect(Math.abs(chosen)).toBeLessThanOrEqual(action.high);
          else expect(action.names[chosen]).toBeDefined();
        }),
      );
    });

    it('earn what the environment pays for them', () => {
      const pressed = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.nat(300), fc.boolean()), { maxLength: 40 });
      fc.assert(
        fc.property(pressed, fc.nat(99), (strokes, seed) => {
          const drive = driveIn(environment, seed);
          for (const [key, milliseconds, releases] of strokes) {
            drive.press(key as Key);
            wait(drive, milliseconds);
            if (releases) drive.release(key as Key);
            expect(drive.steps).toBeLessThanOrEqual(environment.maxEpisodeSteps);
            expect(Number.isFinite(drive.episodeReturn)).toBe(true);
            expect([...drive.state].every(Number.isFinite)).toBe(true);
            if (drive.ended) expect(drive.returns.at(-1)).toBe(drive.episodeReturn);
            if (environment.id === 'CartPole-v1') expect(drive.episodeReturn).toBe(drive.steps);
            if (environment.id === 'MountainCar-v0') expect(drive.episodeReturn).toBe(0 - drive.steps);
          }
        }),
        { numRuns: 30 },
      );
    });
  },
);

describe('driving', () => {
  it('waits for the first key, then goes at the world’s pace, or slower', () => {
    const drive = driveIn(mountainCar);
    wait(drive, 1000);
    expect([drive.steps, drive.isWaiting]).toEqual([0, true]);
    drive.press('right');
    wait(drive, 1000);
    expect(drive.steps).toBeGreaterThanOrEqual(29);
    expect(drive.steps).toBeLessThanOrEqual(30);
    const before = drive.steps;
    wait(drive, 1000, 0.1);
    expect(drive.steps - before).toBe(3);
  });

  it('drives by the very dynamics of the environment', () => {
    const drive = driveIn(cartPole, 7);
    const state = drive.state.slice();
    const outcome = { reward: 0, terminated: false };
    drive.press('left');
    for (let step = 0; step < 8; step++) {
      drive.pass(20, 1);
      cartPole.step(state, 0, [0], 0, () => 0, outcome);
    }
    expect(drive.state).toEqual(state);
    expect(drive.action).toEqual(Float32Array.of(0));
  });

  it('shows how an episode ended before a key begins the next, from another start', () => {
    const drive = driveIn(cartPole);
    const start = drive.state.slice();
    drive.press('right');
    wait(drive, 2000);
    const { steps } = drive;
    expect(drive.ended).toBe(true);
    expect(steps).toBeLessThan(20);
    const fallen = driveIn(cartPole);
    fallen.press('right');
    while (!fallen.ended) fallen.pass(20, 1);
    fallen.press('left');
    expect(fallen.ended).toBe(true);
    wait(fallen, 720);
    fallen.press('left');
    expect([fallen.ended, fallen.steps, fallen.returns]).toEqual([false, 0, [steps]]);
    expect(fallen.state).not.toEqual(start);
  });

  it('stands still while nobody holds it', () => {
    const drive = driveIn(mountainCar);
    drive.press('right');
    wait(drive, 500);
    const { steps } = drive;
    drive.leave();
    wait(drive, 500);
    expect([drive.steps, drive.isWaiting]).toEqual([steps, true]);
    drive.press('left');
    wait(drive, 500);
    expect(drive.steps).toBeGreaterThan(steps);
  });

  it('takes one step a key on a grid, and none in between', () => {
    const drive = driveIn(frozenLake);
    wait(drive, 1000);
    expect(drive.steps).toBe(0);
    drive.press('right');
    wait(drive, 1000);
    expect(drive.steps).toBe(1);
    expect(drive.action).toEqual(Float32Array.of(frozenLake.action.names.indexOf('right')));
  });
});
