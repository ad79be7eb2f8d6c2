import { createPolicyLearner, createValueLearner } from '../../nn/create-learner.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { Assistant, TrainingLoop } from '../algorithm.ts';
import { inspectEstimates } from '../inspect.ts';
import { line, lineWith } from '../line.ts';
import type { Arrival, Arrivals, Shared } from './arrivals.ts';
import type { Config } from './config.ts';
import { Iteration } from './iteration.ts';
import { RealArrivals } from './real.ts';
import { SimulatedArrivals } from './simulated.ts';
import { createCopies, Worker } from './worker.ts';

type Agent = ReturnType<typeof createAgent>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

/** One worker in a thread of its own. */
export function assist(anyRun: Run, number: number): Assistant {
  const run = anyRun as Run<Config>;
  return new Worker(run, createCopies(run), number);
}

function createAgent(run: Run<Config>) {
  const { config } = run;
  const adam = { epsilon: 1e-5 };
  const shared: Shared = {
    policy: createPolicyLearner(run, config, { rule: 'adam', settings: adam }),
    value: createValueLearner(run, config, adam),
  };
  const arrivals: Arrivals =
    config.mode === 'workers' ? new RealArrivals(run, shared) : new SimulatedArrivals(run, shared);
  return { ...shared, arrivals, normalizer: null };
}

/** "Actor-critic", asynchronous parallel: θ takes each gradient as it comes in, though it was computed at an older θ′. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  const { arrivals } = agent;
  try {
    while (run.beginIteration()) {
      const iteration = new Iteration(run, arrivals);
      while (!iteration.final) {
        // 1 – 4  in worker.ts: θ′ ← θ, φ′ ← φ; run π_θ′ for T steps; Â_t; ĝ at θ′. Here it comes in
        const arrival = await arrivals.next();
        yield* arrivals.news();
        iteration.take(arrival);
        yield* inspectWorker(arrival, iteration.final);

        // 5 – 6  one step of θ and one of φ
        yield* update(run, agent, arrival, iteration);
      }
      yield { kind: 'iteration', ...(await iteration.collect()) };
    }
  } finally {
    arrivals.rest();
  }
}

/** What lines 1 to 4 have done in the worker whose gradient has come in. */
function* inspectWorker(arrival: Arrival, final: boolean) {
  const { worker, staleness, batch, episodes, readings } = arrival;
  yield line(
    1,
    () => [
      { label: 'worker', value: worker + 1 },
      { label: 'updates since its copy', value: staleness },
    ],
    { final },
  );
  yield line(
    2,
    () => [
      { label: 'steps', value: batch.size },
      { label: 'episodes ended', value: episodes.length },
    ],
    { final },
  );
  yield line(3, () => inspectEstimates(batch), { final });
  yield line(4, () => [{ label: '‖*ĝ*‖', value: readings.gradNorm }], { final });
}

/** One update, by the gradient of one worker. Draws nothing from the environments. */
export async function* update(run: Run<Config>, { policy, value }: Shared, arrival: Arrival, iteration: Iteration) {
  const { monitor, timeline, rate } = iteration;
  const { final } = iteration;

  // 5  θ ← θ + α ĝ, by an Adam whose moments all workers share; θ has moved on since ĝ was computed
  policy.begin(arrival.batch);
  policy.receive(arrival.policy);
  policy.stepAlong(rate);
  run.updates += 1;
  iteration.applied(arrival);
  monitor.recordAll(policy.measure());
  policy.end();
  yield lineWith(
    5,
    async (wants) => ({
      values: [
        { label: 'staleness', value: arrival.staleness },
        { label: 'KL', value: await monitor.last('kl') },
      ],
      ...timeline.diagnostics(wants),
    }),
    { final },
  );

  // 6  φ ← Adam step down (V_φ′ − Ĝ)²
  value.receive(arrival.value);
  value.stepDown(rate);
  yield line(6, () => [{ label: 'loss', value: arrival.readings.valueLoss }], { final });
}
