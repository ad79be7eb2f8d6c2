import type { z } from 'zod';
import type { Expert } from '../../experts/expert.ts';
import { loadExpert } from '../../experts/index.ts';
import { Monitor } from '../../monitor.ts';
import { createPolicyLearner } from '../../nn/create-learner.ts';
import { DrawSequence } from '../../rng.ts';
import { minibatches, pickRows } from '../../rollout/minibatches.ts';
import { type Act, actBy, batchOf, type Episodes, playEpisodes } from '../../rollout/play-episodes.ts';
import { RunningNormalizer } from '../../rollout/running-normalizer.ts';
import type { Batch } from '../../rollout/trajectories.ts';
import { VectorEnv } from '../../rollout/vector-env.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { KeptNumber } from '../kept-number.ts';
import { line } from '../line.ts';
import { stepTrouble } from '../trouble.ts';
import { likeness } from './likeness.ts';
import { supervisedObjective } from './objective.ts';
import type { behaviorCloning } from './spec.ts';

type Config = z.infer<typeof behaviorCloning.config>;
type Agent = ReturnType<typeof createAgent>;

/** What the expert did, as samples (s_t, ã_t). */
interface Demonstrations {
  readonly expert: Expert;
  readonly episodes: Episodes;
  readonly batch: Batch;
}

const STREAMS = { reset: 'reset', dynamics: 'dynamics' } as const;

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config, environment, seed } = run;
  return {
    policy: createPolicyLearner(run, config, { rule: config.optimizer }),
    normalizer: config.normalizeObs
      ? run.keep('normalizer', new RunningNormalizer(environment.observation.size))
      : null,
    // The policy's own; the expert's are the copies before them.
    environments: run.keep(
      'environments',
      new VectorEnv(environment, config.nEpisodes, seed, STREAMS, config.expertEpisodes),
    ),
    /** Times that the policy was asked for actions: the key of its randomness. */
    decisions: run.keep('decisions', new KeptNumber(0)),
  };
}

/** "What is the underlying objective function?": U^SL beside U^PG. A run's steps are the expert's samples that it used. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  // The seed says all about them: a run that is resumed meets the same ones.
  const demonstrations = await demonstrate(run, agent);
  const { expert, episodes, batch } = demonstrations;
  while (run.beginIteration()) {
    // 1  collect τ by running the expert π*, once
    yield line(1, () => [
      { label: 'samples', value: batch.size },
      { label: 'mean return', value: meanReturn(episodes) },
      { label: 'the expert', value: expert.source },
    ]);

    // 2 – 4  make the expert's actions likelier
    const { metrics, trouble } = yield* update(run, agent, demonstrations);

    // 5  run π_θ, to see what it earns by itself: in the states that it comes to, not in the expert's
    const own = trouble ? null : await practise(run, agent);
    yield line(5, () => [{ label: 'mean return', value: own ? meanReturn(own) : 'none' }]);
    yield { kind: 'iteration', metrics, trouble };
  }
}

/** The expert's episodes, and observations normalised by what they hold. */
async function demonstrate(run: Run<Config>, { policy, normalizer }: Agent): Promise<Demonstrations> {
  const { environment, config, seed } = run;
  const expert = await loadExpert(environment, config);
  const environments = new VectorEnv(environment, config.expertEpisodes, seed, STREAMS);
  const act: Act = (observations, count, actions) => {
    for (let copy = 0; copy < count; copy++)
      expert.act(observations, copy * environment.observation.size, actions, copy * environments.actionSize);
  };
  const episodes = await playEpisodes(environments, act, run.breathe);
  if (normalizer?.count === 0) normalizer.update(episodes.observations, episodes.steps);
  return { expert, episodes, batch: batchOf(episodes, policy.policy, normalizer) };
}

/** One update: K passes over the expert's samples, or fewer where the run ends before. Draws nothing from environments. */
export async function* update(run: Run<Config>, agent: Agent, { episodes, batch }: Demonstrations) {
  const { config, seed, iteration } = run;
  const { policy } = agent;
  const { nEpochs, batchSize, entCoef, maxGradNorm, totalSteps } = config;
  const stepSizeKey = config.optimizer === 'adam' ? 'learningRate' : 'stepSize';
  const rate = config[stepSizeKey];
  const monitor = new Monitor({
    objective: { what: 'the objective U^SL', line: 3, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 3, stepSizeKey },
    ...stepTrouble(4, stepSizeKey),
  });
  policy.begin(batch);

  for (let epoch = 1; epoch <= nEpochs; epoch++) {
    for (const { rows: all, round, rounds } of minibatches(batch.size, batchSize, { seed, iteration, epoch })) {
      const rows = all.subarray(0, totalSteps - run.steps);
      if (rows.length === 0) break;
      run.steps += rows.length;
      const final = (round === rounds && epoch === nEpochs) || run.steps >= totalSteps;

      // 2  repeat K times, for each minibatch of (s, ã)
      yield line(2, () => [{ label: 'pass', value: `${epoch}/${nEpochs} · ${round}/${rounds}` }], { final });

      // 3  ĝ ← mean of ∇ log π_θ(ã_t|s_t), with a bonus for entropy
      const ones = pickRows(batch.advantages, rows);
      const ascent = policy.gradient(supervisedObjective, rows, ones, { entCoef, maxGradNorm });
      monitor.record('objective', ascent.value);
      monitor.record('gradNorm', ascent.gradNorm);
      yield line(
        3,
        async () => [
          { label: '‖*ĝ*‖', value: await monitor.last('gradNorm') },
          { label: '*U*^{SL}', value: await monitor.last('objective') },
        ],
        { final },
      );

      // 4  θ ← θ + α ĝ
      policy.stepAlong(rate);
      run.updates += 1;
      yield line(4, async () => [{ label: 'KL', value: await policy.kl() }], { final });
    }
    await run.breathe();
  }

  monitor.recordAll(policy.measure());
  policy.end();
  const near = await likeness(policy, batch, episodes.actions, run.environment);
  const { means, trouble } = await monitor.collect();
  return { metrics: { ...means, ...near, [stepSizeKey]: rate }, trouble };
}

/** Episodes of the policy itself: noted for the learning curve, learned from by nobody, and no steps of the run. */
async function practise(run: Run<Config>, agent: Agent): Promise<Episodes> {
  const { environments, policy, decisions } = agent;
  const { distribution } = policy.policy;
  const draws = new DrawSequence(run.seed, 'action');
  const sample = actBy(agent, (outputs, copy, actions) =>
    distribution.sample(outputs, copy, draws.at(copy, decisions.value).next, actions),
  );
  const act: Act = async (observations, count, actions) => {
    await sample(observations, count, actions);
    decisions.value += 1;
  };
  environments.reset();
  const episodes = await playEpisodes(environments, act, run.breathe);
  for (const episode of episodes.finished) run.finishEpisode(episode.return, episode.length);
  return episodes;
}

const meanReturn = ({ finished }: Episodes): number =>
  finished.reduce((sum, episode) => sum + episode.return, 0) / finished.length;
