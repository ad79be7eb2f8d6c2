import type { z } from 'zod';
import { Monitor } from '../../monitor.ts';
import { createActorAt, createPolicyLearner } from '../../nn/create-learner.ts';
import { normal } from '../../rng.ts';
import { batchOf, countEpisodes, type Episodes, greedily, playEpisodes } from '../../rollout/play-episodes.ts';
import { RunningNormalizer } from '../../rollout/running-normalizer.ts';
import { VectorEnv } from '../../rollout/vector-env.ts';
import type { Run } from '../../run.ts';
import type { TrainEvent } from '../../run-events.ts';
import type { TrainingLoop } from '../algorithm.ts';
import { line } from '../line.ts';
import { stepTrouble } from '../trouble.ts';
import { eliteOf, extraVariance, SearchDistribution } from './search.ts';
import type { cem } from './spec.ts';

type Config = z.infer<typeof cem.config>;
type Agent = ReturnType<typeof createAgent>;

/** A candidate that was tried out. */
interface Trial {
  readonly theta: Float32Array;
  readonly episodes: Episodes;
  /** U(θ_i), estimated by the mean return of its episodes. */
  readonly score: number;
}

export function start(anyRun: Run): TrainingLoop {
  const run = anyRun as Run<Config>;
  const agent = createAgent(run);
  return { agent, train: () => train(run, agent) };
}

function createAgent(run: Run<Config>) {
  const { config, environment, seed } = run;
  // It takes no gradient step: θ is placed, and the rule of steps never asked.
  const policy = createPolicyLearner(run, config, { rule: 'sgd' });
  const { size, distribution } = policy.policy;
  // The policy takes its most likely action: the noise is in θ, and σ of the actions has nothing to say.
  const searched = size - distribution.freeParameters;
  return {
    policy,
    isGreedy: true,
    actorAt: createActorAt(run, policy),
    search: run.keep('search', new SearchDistribution(size, searched, config.initialStd)),
    environments: run.keep('environments', new VectorEnv(environment, config.nEpisodes, seed)),
    normalizer: config.normalizeObs
      ? run.keep('normalizer', new RunningNormalizer(environment.observation.size))
      : null,
  };
}

/** The cross-entropy method: θ is the mean of what is drawn, and the policy that is shown and evaluated. */
async function* train(run: Run<Config>, agent: Agent): AsyncGenerator<TrainEvent, void, void> {
  while (run.beginIteration()) {
    const { config, seed, iteration } = run;

    // 1  draw n candidates θ_i ~ N(θ, diag σ²)
    const theta = await agent.policy.theta();
    const candidates = Array.from({ length: config.populationSize }, (_, i) =>
      agent.search.draw(theta, (k) => normal(seed, 'candidate', i, iteration, k)),
    );
    yield line(1, () => [
      { label: 'candidates', value: candidates.length },
      { label: '*σ*', value: agent.search.spread() },
    ]);

    // 2  run each π_θi: its mean return is U(θ_i)
    const trials = await tryOut(run, agent, candidates);
    yield line(2, () => [
      { label: 'mean *U*', value: mean(trials) },
      { label: 'steps', value: trials.reduce((sum, { episodes }) => sum + episodes.steps, 0) },
    ]);

    // 3 – 5  move to where the best of them were
    const result = yield* update(run, agent, trials);
    yield { kind: 'iteration', ...result };
  }
}

/**
 * Runs one candidate after the other, the episodes of each side by side. All meet the same start states and the same noise,
 * new ones in each generation: what one is luckier in than another would be ranked as skill.
 */
async function tryOut(run: Run<Config>, agent: Agent, candidates: readonly Float32Array[]): Promise<Trial[]> {
  const { environments, normalizer, actorAt } = agent;
  environments.reset();
  const sameStart = environments.save();
  const trials: Trial[] = [];
  for (const theta of candidates) {
    environments.load(sameStart);
    const actor = actorAt(theta);
    const episodes = await playEpisodes(environments, greedily({ policy: actor, normalizer }), run.breathe);
    actor.dispose();
    countEpisodes(run, episodes);
    const total = episodes.finished.reduce((sum, episode) => sum + episode.return, 0);
    trials.push({ theta, episodes, score: total / episodes.finished.length });
  }
  return trials;
}

/** One generation's step, from the candidates as they were tried out. Draws nothing from the environments. */
export async function* update(run: Run<Config>, agent: Agent, trials: readonly Trial[]) {
  const { config, iteration } = run;
  const { policy, search, normalizer } = agent;
  const stepSizeKey = 'initialStd';
  const monitor = new Monitor({
    score: { what: 'the candidates’ return', line: 2, stepSizeKey },
    ...stepTrouble(4, stepSizeKey),
    spread: { what: 'the deviation σ', line: 5, stepSizeKey },
  });
  monitor.record('score', mean(trials));

  // 3  keep the elite: the best ρ n of them
  const elite = eliteOf(trials, config.eliteFraction);
  yield line(3, () => [
    { label: 'best *U*', value: elite[0]!.score },
    { label: 'last of the elite', value: elite.at(-1)!.score },
    { label: 'elite', value: `${elite.length}/${trials.length}` },
  ]);

  // 4  θ ← mean of the elite; what that does to π is measured where the best candidate came through
  const thetaOld = await policy.theta();
  const extra = extraVariance(config.extraNoise, iteration - 1, config.noiseGenerations);
  const thetaNew = search.fit(
    elite.map(({ theta }) => theta),
    extra,
  );
  policy.begin(batchOf(elite[0]!.episodes, policy.policy, normalizer));
  policy.place(thetaNew.map((value, k) => value - thetaOld[k]!));
  run.updates += 1;
  monitor.recordAll(policy.measure());
  policy.end();
  yield line(4, async () => [
    { label: '‖Δ*θ*‖', value: await monitor.last('stepNorm') },
    { label: 'KL', value: await monitor.last('kl') },
  ]);

  // 5  σ² ← variance of the elite + ζ² (1 − t/T_ζ)
  monitor.record('spread', search.spread());
  yield line(5, () => [
    { label: '*σ*', value: search.spread() },
    { label: 'of it extra', value: Math.sqrt(extra) },
  ]);

  // Only now: within a generation all candidates see through the same eyes.
  for (const { episodes } of trials) normalizer?.update(episodes.observations, episodes.steps);
  const { means, trouble } = await monitor.collect();
  const scores = { eliteScore: mean(elite), bestScore: elite[0]!.score, extraNoise: Math.sqrt(extra) };
  return { metrics: { ...means, ...scores }, trouble };
}

const mean = (trials: readonly Trial[]): number => trials.reduce((sum, { score }) => sum + score, 0) / trials.length;
