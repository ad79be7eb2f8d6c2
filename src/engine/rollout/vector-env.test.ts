import { describe, expect, it } from 'vitest';
import { cartPole } from '../envs/cart-pole.ts';
import type { Environment } from '../envs/environment.ts';
import { VectorEnv } from './vector-env.ts';

/**
 * A made-up environment whose every number is known: it counts its steps, pays what the action says, and terminates once the
 * count reaches the goal that its start state drew (4 or 8, the latter beyond the time limit of 5).
 */
const counter: Environment = {
  id: 'Counter-v0',
  title: 'Counter',
  summary: 'Counts.',
  observation: { size: 2, names: ['count', 'goal'] },
  action: { kind: 'box', size: 1, low: 0, high: 10, names: ['pay'] },
  stateSize: 2,
  maxEpisodeSteps: 5,
  successThreshold: 1,
  returnRange: [0, 10],
  secondsPerStep: 1,
  reset(state, at, draw) {
    state[at] = 0;
    state[at + 1] = draw() < 0.5 ? 4 : 8;
  },
  step(state, at, action, actionAt, _draw, outcome) {
    state[at]!++;
    outcome.reward = action[actionAt]!;
    outcome.terminated = state[at] === state[at + 1];
  },
  observe(state, at, observation, observationAt) {
    observation[observationAt] = state[at]!;
    observation[observationAt + 1] = state[at + 1]!;
  },
  scene: () => ({ x: [0, 1], y: [0, 1], shapes: [], readouts: [] }),
};

const goalOf = (environments: VectorEnv, copy: number): number => environments.observations[2 * copy + 1]!;

/** Copies enough that both goals occur. */
const COPIES = 12;

describe('VectorEnv', () => {
  it('keeps terminations and time limits apart, and what each episode ended in', () => {
    const environments = new VectorEnv(counter, COPIES, 1);
    const goals = Array.from({ length: COPIES }, (_, copy) => goalOf(environments, copy));
    expect(new Set(goals)).toEqual(new Set([4, 8]));
    const pay = Float32Array.from({ length: COPIES }, (_, copy) => copy);

    for (let step = 1; step <= 5; step++) {
      environments.step(pay);
      expect(Array.from(environments.rewards)).toEqual(Array.from(pay));
      const ending = goals.flatMap((goal, copy) => (step === Math.min(goal, 5) ? [copy] : []));
      expect(Array.from(environments.finishedCopies.subarray(0, environments.finished))).toEqual(ending);
      ending.forEach((copy, i) => {
        expect(environments.terminated[copy]).toBe(step === 4 ? 1 : 0);
        expect(environments.truncated[copy]).toBe(step === 5 ? 1 : 0);
        expect(environments.finishedReturns[i]).toBe(step * copy);
        expect(environments.finishedLengths[i]).toBe(step);
        // What it ended in stands apart; what the policy sees next is the new episode's start.
        expect(environments.finalObservations[2 * copy]).toBe(step);
        expect(environments.finalStates[2 * copy]).toBe(step);
        expect(environments.observations[2 * copy]).toBe(0);
        expect(environments.episodeSteps[copy]).toBe(0);
        expect(environments.episodeReturns[copy]).toBe(0);
      });
    }
  });

  it('calls an episode terminated that reaches its end in the very step of the time limit', () => {
    const environments = new VectorEnv({ ...counter, maxEpisodeSteps: 4 }, COPIES, 1);
    const goals = Array.from({ length: COPIES }, (_, copy) => goalOf(environments, copy));
    for (let step = 1; step <= 4; step++) environments.step(new Float32Array(COPIES));
    expect(environments.finished).toBe(COPIES);
    expect(Array.from(environments.terminated)).toEqual(goals.map((goal) => (goal === 4 ? 1 : 0)));
    expect(Array.from(environments.truncated)).toEqual(goals.map((goal) => (goal === 8 ? 1 : 0)));
  });

  it('begins fresh episodes at reset, unreported', () => {
    const environments = new VectorEnv(cartPole, 2, 5);
    const first = environments.observations.slice();
    environments.step([0, 1]);
    environments.reset();
    expect(environments.observations).not.toEqual(first);
    expect(environments.finished).toBe(0);
    expect(Array.from(environments.episodeSteps)).toEqual([0, 0]);
  });

  it('never starts two episodes of a copy alike', () => {
    const environments = new VectorEnv(cartPole, 1, 5);
    const starts = new Set<string>();
    for (let episode = 0; episode < 50; episode++) {
      starts.add(environments.states.join());
      for (let ended = 0; ended === 0; ended = environments.finished) environments.step([1]);
    }
    expect(starts.size).toBe(50);
  });

  it('saves copies, which later steps leave alone', () => {
    const environments = new VectorEnv(cartPole, 2, 5);
    const saved = environments.save();
    const before = structuredClone(saved);
    environments.step([1, 1]);
    expect(saved).toEqual(before);
  });

  it('refuses what another number of copies saved, by name', () => {
    const three = new VectorEnv(cartPole, 3, 5).save();
    expect(() => new VectorEnv(cartPole, 2, 5).load(three)).toThrow(/"states"/);
    expect(() => new VectorEnv(cartPole, 3, 5).load({ ...three, stepsTaken: null })).toThrow(/"stepsTaken"/);
  });
});
