import { describe, expect, it } from 'vitest';
import { expectClose, readGolden } from '../testing/golden.ts';
import { acrobot } from './acrobot.ts';
import { cartPole } from './cart-pole.ts';
import type { Environment } from './environment.ts';
import { mountainCar } from './mountain-car.ts';
import { mountainCarContinuous } from './mountain-car-continuous.ts';
import { pendulum } from './pendulum.ts';

/** Recordings of Gymnasium's own environments. */
interface Recording {
  readonly constants: { readonly max_episode_steps: number; readonly reward_threshold: number | null };
  /** [state, action, next state, reward, terminated] */
  readonly one_step: readonly (readonly [number[], number, number[], number, number])[];
  readonly episodes: readonly Episode[];
}

interface Episode {
  readonly id: number;
  readonly policy: string;
  readonly state0: number[];
  readonly obs0: number[];
  readonly steps: number;
  readonly actions: readonly number[];
  readonly state: readonly number[][];
  /** Only where it is not the state itself. */
  readonly obs?: readonly number[][];
  /** Where Gymnasium stores float32 states: the same source run with float64 ones. */
  readonly state64?: readonly number[][];
  readonly reward: readonly number[];
  readonly terminated: readonly number[];
  readonly truncated: readonly number[];
  /** How far a rollout drifts if every state is off by one unit in the last place. */
  readonly ulp_sensitivity: number;
}

const ONE_STEP = { absolute: 1e-12 };
const noDraws = () => expect.fail('this environment has deterministic dynamics');

function stepFrom(environment: Environment, start: readonly number[], action: number) {
  const state = Float64Array.from(start);
  const outcome = { reward: Number.NaN, terminated: false };
  environment.step(state, 0, [action], 0, noDraws, outcome);
  return { state, ...outcome };
}

function observe(environment: Environment, state: readonly number[]): Float32Array {
  const observation = new Float32Array(environment.observation.size);
  environment.observe(Float64Array.from(state), 0, observation, 0);
  return observation;
}

/** Beyond this the rollout is chaotic: only its single steps can be compared. */
const CHAOTIC = 1e-3;

for (const environment of [cartPole, pendulum, acrobot, mountainCar, mountainCarContinuous])
  describe(`${environment.id} against Gymnasium`, () => {
    const golden = readGolden<Recording>(`env_${environment.id}`);

    it('has its time limit, and its threshold where Gymnasium names one', () => {
      expect(environment.maxEpisodeSteps).toBe(golden.constants.max_episode_steps);
      expect(environment.successThreshold).toBe(golden.constants.reward_threshold ?? environment.successThreshold);
    });

    it('agrees in single transitions from wide and edge states', () => {
      expect(golden.one_step.length).toBeGreaterThan(0);
      for (const [before, action, after, reward, terminated] of golden.one_step) {
        const stepped = stepFrom(environment, before, action);
        expectClose(stepped.state, after, ONE_STEP, `the state after ${before}`);
        expectClose(stepped.reward, reward, ONE_STEP, `the reward in ${before}`);
        expect(stepped.terminated).toBe(terminated === 1);
      }
    });

    it.each(golden.episodes)('agrees with episode $id ($policy, $steps steps) step by step', (episode) => {
      expectClose(observe(environment, episode.state0), episode.obs0.map(Math.fround), {}, 'the first observation');
      const states = episode.state64 ?? episode.state;
      const seen = episode.obs ?? episode.state;
      for (let t = 0; t < episode.steps; t++) {
        const before = t === 0 ? episode.state0 : states[t - 1]!;
        const stepped = stepFrom(environment, before, episode.actions[t]!);
        expectClose(stepped.state, states[t]!, ONE_STEP, `the state at ${t}`);
        expectClose(stepped.reward, episode.reward[t]!, ONE_STEP, `the reward at ${t}`);
        expect(stepped.terminated).toBe(episode.terminated[t] === 1);
        // One unit in the last place of float32, for a float64 sine that may round the other way.
        expectClose(observe(environment, episode.state[t]!), seen[t]!.map(Math.fround), { relativeToMax: 6e-8 });
      }
    });

    it.each(golden.episodes.filter((episode) => episode.ulp_sensitivity < CHAOTIC))(
      'agrees with episode $id over its whole length',
      (episode) => {
        const tolerance = { absolute: 100 * episode.ulp_sensitivity };
        const outcome = { reward: 0, terminated: false };
        const state = Float64Array.from(episode.state0);
        for (let t = 0; t < episode.steps; t++) {
          environment.step(state, 0, episode.actions, t, noDraws, outcome);
          expectClose(state, (episode.state64 ?? episode.state)[t]!, tolerance, `the state at ${t}`);
        }
      },
    );

    it('leaves only the chaotic balancing episode to single steps', () => {
      const chaotic = golden.episodes.filter((episode) => episode.ulp_sensitivity >= CHAOTIC);
      for (const episode of chaotic) expect(episode.policy).toBe('balance_to_limit');
    });
  });

it('MountainCarContinuous, rounded to float32 after every step, is Gymnasium to the last bit', () => {
  const { episodes } = readGolden<Recording>(`env_${mountainCarContinuous.id}`);
  for (const { state0, state, actions, steps } of episodes) {
    const before = Float64Array.from(state0);
    for (let t = 0; t < steps; t++) {
      mountainCarContinuous.step(before, 0, actions, t, noDraws, { reward: 0, terminated: false });
      expect(Array.from(Float32Array.from(before))).toEqual(state[t]!.map(Math.fround));
      before.set(Float32Array.from(before));
    }
  }
});
