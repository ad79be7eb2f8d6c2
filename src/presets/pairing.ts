import type { AlgorithmSpec } from '../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../engine/algorithms/index.ts';
import type { ActionSpace } from '../engine/envs/environment.ts';
import { ENVIRONMENTS, findEnvironment } from '../engine/envs/index.ts';
import { sayList } from './say.ts';

const WORDS: Readonly<Record<ActionSpace['kind'], string>> = { discrete: 'discrete', box: 'continuous' };

type Learner = Pick<AlgorithmSpec, 'title' | 'actionKinds'>;
interface Task {
  readonly id: string;
  readonly action: Pick<ActionSpace, 'kind'>;
}

/** The task itself if the learner can act in it, otherwise the first task in which it can. */
export function settle<T extends Task>(learner: Learner, task: T, tasks: readonly T[]): T {
  const fits = ({ action }: Task) => learner.actionKinds.includes(action.kind);
  return fits(task) ? task : (tasks.find(fits) ?? task);
}

/** Why a learner cannot act in a task and which one is used instead; null where it can. */
export function mismatch<T extends Task>(learner: Learner, task: T, tasks: readonly T[]): string | null {
  if (learner.actionKinds.includes(task.action.kind)) return null;
  const needed = sayList(
    learner.actionKinds.map((kind) => WORDS[kind]),
    'or',
  );
  const used = settle(learner, task, tasks);
  return `${learner.title} needs ${needed} actions, and ${task.id} has ${WORDS[task.action.kind]} ones; ${used.id} is used.`;
}

/** Why `algo` cannot learn in `env` and what is used instead; null where it can. @throws RangeError for unknown ids. */
export function pairingProblem(algo: string, env: string): string | null {
  return mismatch(findAlgorithm(algo).spec, findEnvironment(env), ENVIRONMENTS);
}

/** `env`, or what stands in for it where `algo` cannot act there. @throws RangeError for unknown ids. */
export function possibleEnvironment(algo: string, env: string): string {
  return settle(findAlgorithm(algo).spec, findEnvironment(env), ENVIRONMENTS).id;
}
