import type { Assistant } from './algorithms/algorithm.ts';
import { findAlgorithm } from './algorithms/index.ts';
import { loadKernel } from './kernels/load.ts';
import { Run } from './run.ts';
import type { RunSpec } from './run-spec.ts';
import { openBackend } from './tf.ts';

/**
 * What GradientWorkers hire: opens the backend in this thread, and builds worker `number`'s own networks and environments.
 * @param now milliseconds of this thread's clock
 * @throws RangeError for an algorithm that asks for no workers
 */
export async function createAssistant(spec: RunSpec, number: number, now: () => number): Promise<Assistant> {
  const { assist } = await findAlgorithm(spec.algo).load();
  if (!assist) throw new RangeError(`"${spec.algo}" asks for no workers.`);
  const { id } = await openBackend(spec.backend);
  const { kernel } = id === 'wasm' ? await loadKernel() : { kernel: null };
  const surroundings = { now, gradientWorkers: null };
  return assist(new Run(spec, async () => {}, kernel?.instantiate() ?? null, surroundings), number);
}
