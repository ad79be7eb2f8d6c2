import type { Assistant } from './algorithms/algorithm.ts';
import { findAlgorithm } from './algorithms/index.ts';
import { openMachine } from './open-machine.ts';
import { Run } from './run.ts';
import type { RunSpec } from './run-spec.ts';

/**
 * What GradientWorkers hire: opens what this thread computes with, and builds worker `number`'s own networks and environments.
 * @param now milliseconds of this thread's clock
 * @throws RangeError for an algorithm that asks for no workers
 */
export async function createAssistant(spec: RunSpec, number: number, now: () => number): Promise<Assistant> {
  const { assist } = await findAlgorithm(spec.algo).load();
  if (!assist) throw new RangeError(`"${spec.algo}" asks for no workers.`);
  const { kernel } = await openMachine(spec.backend);
  const surroundings = { now, gradientWorkers: null };
  return assist(new Run(spec, async () => {}, kernel, surroundings), number);
}
