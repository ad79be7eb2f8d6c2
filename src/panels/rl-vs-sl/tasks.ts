/** Where both policies learn within the panel's updates. */
export const TASK_IDS = ['CartPole-v1', 'Acrobot-v1', 'CliffWalking-v1'] as const;
export type TaskId = (typeof TASK_IDS)[number];

interface Task {
  readonly name: string;
  /** Mean return of the expert's episodes, to whole numbers. */
  readonly expertReturn: number;
  /** What the panel opens with there: a run that has learned something by the time of the accident. */
  readonly seed: number;
}

export const TASKS: Readonly<Record<TaskId, Task>> = {
  'CartPole-v1': { name: 'CartPole', expertReturn: 500, seed: 5 },
  'Acrobot-v1': { name: 'Acrobot', expertReturn: -75, seed: 1 },
  'CliffWalking-v1': { name: 'CliffWalking', expertReturn: -13, seed: 7 },
};
