import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createQLearner } from '../../nn/create-q-learner.ts';
import { Explorer } from '../../rollout/explorer.ts';
import { StandardNormals } from '../../rollout/standard-normals.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { line } from '../line.ts';
import { fitTrouble, inspectStep, isMeasured, Schedule } from '../off-policy.ts';
import type { svg0 } from './spec.ts';

type Config = z.infer<typeof svg0.config>;
type Agent = ReturnType<typeof createAgent>;
type Readings = ReturnType<typeof createMonitor>;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config, seed } = run;
  const learner = createQLearner(run, { ...config, squash: true });
  const { distribution } = learner.policy;
  // The policy draws its actions itself: that is all the exploration there is.
  const explorer = new Explorer(
    run,
    learner,
    { choose: (outputs, draw, action) => distribution.sample(outputs, 0, draw, action) },
    config.bufferSize,
  );
  /** z′ of the targets, and z of the policy gradient. */
  const targetNoise = new StandardNormals(seed, 'reparameterization', 0);
  const noise = new StandardNormals(seed, 'reparameterization', 1);
  return { policy: learner, learner, explorer, targetNoise, noise, normalizer: null };
}

const createMonitor = () =>
  new Monitor({
    ...fitTrouble(3, 4),
    objective: { what: 'Q(s, a)', line: 5, stepSizeKey: 'learningRate' },
    gradNorm: { what: 'the policy gradient', line: 5, stepSizeKey: 'learningRate' },
    stepNorm: { what: 'θ', line: 5, stepSizeKey: 'learningRate' },
    sigma: { what: 'σ', line: 5, stepSizeKey: 'learningRate' },
    entropy: { what: 'the entropy', line: 5, stepSizeKey: 'learningRate' },
  });

/**
 * "Stochastic Value Gradients" (Heess et al. 2015, SVG(0)): a = μ_θ(s) + σ z is a function of θ once z is drawn.
 * The slides write max over θ and φ; but only θ ascends Q_φ, and φ is fitted by temporal differences.
 */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config } = run;
    const { learner, explorer } = agent;
    const { buffer } = explorer;
    const schedule = new Schedule(run, config);
    const monitor = createMonitor();
    learner.mark();

    while (schedule.goesOn) {
      // 1  repeat T times: do a = μ_θ(s) + σ z, keep (s, a, r, s′) in D
      const waiting = explorer.step(config.learningStarts);
      if (waiting) await waiting;
      if (schedule.breathes) await run.breathe();
      if (schedule.isShown) yield line(1, () => inspectStep(run, buffer));
      if (!schedule.updateIsDue) continue;

      // 2 – 6  learn from what is remembered
      for (let step = 1; step <= config.gradientSteps; step++) {
        const shown = schedule.isShown && step === config.gradientSteps;
        for (const event of update(run, agent, monitor, shown)) yield event;
      }
    }

    const { means, trouble } = await monitor.collect();
    const metrics = {
      ...means,
      learningRate: config.learningRate,
      bufferFill: buffer.size / buffer.capacity,
    };
    yield { kind: 'iteration', metrics, trouble };
  }
}

/** One update out of the buffer. Synchronous: with thousands a second, waiting would cost more than computing. */
export function* update(run: Run<Config>, agent: Agent, monitor: Readings, shown: boolean) {
  const { config, updates } = run;
  const { learner, explorer, targetNoise, noise } = agent;
  const numbers = config.batchSize * learner.policy.actionSize;
  const measured = isMeasured(run, shown);

  // 2  draw a minibatch from D
  learner.begin(explorer.buffer.sample(config.batchSize, run.seed, updates));
  if (shown) yield line(2, () => [{ label: 'transitions', value: config.batchSize }]);

  // 3  y ← r + γ Q_φ′(s′, a′), a′ = μ_θ′(s′) + σ z′, without a future only where the task itself has ended
  learner.target(config.gamma, targetNoise.draw(numbers, updates));
  if (measured) monitor.record('targetQ', learner.targetReading());
  if (shown) yield line(3, async () => [{ label: 'mean *y*', value: await monitor.last('targetQ') }]);

  // 4  φ ← Adam step down (Q_φ(s, a) − y)²
  learner.fit(config.valueLearningRate);
  if (measured) monitor.recordAll(learner.fitReadings());
  if (shown)
    yield line(4, async () => [
      { label: 'loss', value: await monitor.last('qLoss') },
      { label: 'mean *Q*', value: await monitor.last('meanQ') },
      { label: 'mean |*y* − *Q*|', value: await monitor.last('tdError') },
    ]);

  // 5  θ ← Adam step up ∂Q_φ/∂a · d(μ_θ(s) + σ z)/dθ
  learner.climb(config.learningRate, noise.draw(numbers, updates));
  run.updates += 1;
  if (measured) monitor.recordAll(learner.climbReadings());
  if (shown) monitor.recordAll(learner.measure());
  if (shown)
    yield line(5, async () => {
      const { slopes } = await learner.inspect();
      return [
        { label: '‖∂*Q*/∂*θ*‖', value: await monitor.last('gradNorm') },
        { label: 'mean |∂*Q*/∂*a*|', value: slopes.reduce((sum, s) => sum + Math.abs(s), 0) / slopes.length },
        { label: 'mean *Q*(*s*, *μ* + *σ* *z*)', value: await monitor.last('objective') },
      ];
    });

  // 6  θ′, φ′ ← τ (θ, φ) + (1 − τ) (θ′, φ′)
  learner.follow(config.tau);
  if (shown) yield line(6, () => [{ label: '*τ*', value: config.tau }]);
}
