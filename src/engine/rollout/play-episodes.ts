import type { ActingOutputs } from '../nn/distribution.ts';
import type { Actor } from '../nn/learner.ts';
import type { Policy } from '../nn/policy.ts';
import type { Run } from '../run.ts';
import type { RunningNormalizer } from './running-normalizer.ts';
import type { Batch } from './trajectories.ts';
import type { VectorEnv } from './vector-env.ts';

/** Fills `actions` (count × action size) from raw observations (count × observation size). */
export type Act = (observations: Float32Array, count: number, actions: Float32Array) => void | Promise<void>;

/** One episode of every environment. */
export interface Episodes {
  /** Steps of all episodes together. */
  readonly steps: number;
  /** In order of their end. */
  readonly finished: readonly FinishedEpisode[];
  /** Raw, steps × observation size, in order of time. */
  readonly observations: Float32Array;
  /** steps × action size */
  readonly actions: Float32Array;
}

export interface FinishedEpisode {
  readonly copy: number;
  readonly return: number;
  readonly length: number;
  /** Steps of all episodes together when it ended. */
  readonly endStep: number;
}

/**
 * Plays what is left of every environment's running episode, all of it right after a reset. Environments whose episode
 * has ended wait for the others, uncounted.
 */
export async function playEpisodes(
  environments: VectorEnv,
  act: Act,
  breathe: () => Promise<void> = async () => {},
): Promise<Episodes> {
  const { copies, actionSize } = environments;
  const observationSize = environments.environment.observation.size;
  const observations: number[] = [];
  const actions: number[] = [];
  const finished: FinishedEpisode[] = [];
  const running = new Uint8Array(copies).fill(1);
  const chosen = new Float32Array(copies * actionSize);
  let steps = 0;
  for (let t = 0; finished.length < copies; t++) {
    const seen = environments.observations;
    const pending = act(seen, copies, chosen);
    if (pending) await pending;
    for (let copy = 0; copy < copies; copy++) {
      if (!running[copy]) continue;
      for (let i = 0; i < observationSize; i++) observations.push(seen[copy * observationSize + i]!);
      for (let i = 0; i < actionSize; i++) actions.push(chosen[copy * actionSize + i]!);
      steps += 1;
    }
    environments.step(chosen);
    for (let i = 0; i < environments.finished; i++) {
      const copy = environments.finishedCopies[i]!;
      if (!running[copy]) continue;
      running[copy] = 0;
      const [total, length] = [environments.finishedReturns[i]!, environments.finishedLengths[i]!];
      finished.push({ copy, return: total, length, endStep: steps });
    }
    if (t % BREATHE_EVERY === 0) await breathe();
  }
  return { steps, finished, observations: Float32Array.from(observations), actions: Float32Array.from(actions) };
}

/** Steps between two chances for messages. */
const BREATHE_EVERY = 16;

/** Counts episodes as training: their steps, and each with the step at which it ended. */
export function countEpisodes(run: Run, { steps, finished }: Episodes): void {
  const before = run.steps;
  for (const episode of finished) {
    run.steps = before + episode.endStep;
    run.finishEpisode(episode.return, episode.length);
  }
  run.steps = before + steps;
}

/** π_θ, and how observations reach it. */
interface Agent {
  readonly policy: Actor;
  readonly normalizer: RunningNormalizer | null;
}

/** An agent acts; `choose` takes an action from what its policy says of state `row`. */
export function actBy(
  { policy, normalizer }: Agent,
  choose: (outputs: ActingOutputs, row: number, actions: Float32Array) => void,
): Act {
  let seen = new Float32Array(0);
  return (observations, count, actions) => {
    if (seen.length !== observations.length) seen = new Float32Array(observations.length);
    if (normalizer) normalizer.normalise(observations, count, seen);
    else seen.set(observations);
    const chooseAll = (outputs: ActingOutputs): void => {
      for (let row = 0; row < count; row++) choose(outputs, row, actions);
    };
    const pending = policy.act(seen, count);
    return pending instanceof Promise ? pending.then(chooseAll) : chooseAll(pending);
  };
}

/** An agent takes the most likely action in every state. */
export const greedily = (agent: Agent): Act => actBy(agent, agent.policy.policy.distribution.mode);

/** Episodes as samples of a policy, which sees their observations through `normalizer`; every Â_t is 1. */
export function batchOf(
  { steps, observations, actions }: Episodes,
  { distribution }: Policy,
  normalizer: RunningNormalizer | null,
): Batch {
  const seen = observations.slice();
  normalizer?.normalise(observations, steps, seen);
  const codes = new Float32Array(steps * distribution.codeSize);
  for (let row = 0; row < steps; row++) distribution.encode(actions, row, codes, row);
  return {
    size: steps,
    observations: seen,
    codes,
    advantages: new Float32Array(steps).fill(1),
    returns: new Float32Array(steps),
    values: new Float32Array(steps),
  };
}
