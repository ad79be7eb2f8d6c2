import { normal, uniform } from '../../engine/rng.ts';
import { samplePulls } from '../../exact/bandit-estimators.ts';
import { batchMeans, sampleEstimates } from '../../exact/policy-gradient-estimators.ts';
import { BANDIT, banditBaselines, EPISODES, type EstimatorState, estimatorsAt, KINDS } from './quantities.ts';

/** Dots a cloud. */
const BATCHES = 2000;
/** Episodes that batches are drawn from; all estimators see the same ones. */
const POOL = 3000;

/** Estimates of all batches, one list an estimator in the order of `KINDS`: pairs, one after the other. */
export type Clouds = readonly Float64Array[];

/** 2,000 batches for each estimator. For the bandit the second number of a pair is no estimate but a place in [−1, 1]. */
export function cloudsOf(state: EstimatorState): Clouds {
  const { problem, theta1, theta2, batch, seed } = state;
  const picks = picksOf(seed, batch);
  if (problem === 'two-state') {
    const estimators = estimatorsAt(state);
    return sampleEstimates(
      EPISODES,
      [theta1, theta2],
      KINDS.map((kind) => estimators[kind]),
      episodesOf(seed),
    ).map((estimates) => batchMeans(estimates, batch, picks));
  }
  const { uniforms, normals } = pullsOf(seed);
  const baselines = banditBaselines(state);
  return KINDS.map((kind) => {
    const pulls = samplePulls(BANDIT, theta1, baselines[kind], uniforms, normals);
    const pairs = Float64Array.from({ length: 2 * POOL }, (_, i) => (i % 2 ? 0 : pulls[i / 2]!));
    const means = batchMeans(pairs, batch, picks);
    for (let i = 0; i < BATCHES; i++) means[2 * i + 1] = 2 * uniforms[i]! - 1;
    return means;
  });
}

/** Keeps the newest answer: a drag asks for the same draws again and again. */
function newest<Key extends number[], Value>(make: (...key: Key) => Value): (...key: Key) => Value {
  let kept: { readonly key: string; readonly value: Value } | null = null;
  return (...key) => {
    const name = key.join();
    if (kept?.key !== name) kept = { key: name, value: make(...key) };
    return kept.value;
  };
}

const episodesOf = newest((seed: number) => {
  const draws = EPISODES.horizon + 1;
  return Float32Array.from({ length: POOL * draws }, (_, i) =>
    uniform(seed, 'action', 0, Math.floor(i / draws), i % draws),
  );
});

const pullsOf = newest((seed: number) => ({
  uniforms: Float32Array.from({ length: POOL }, (_, i) => uniform(seed, 'action', 1, i)),
  normals: Float32Array.from({ length: POOL }, (_, i) => normal(seed, 'dynamics', 1, i)),
}));

const picksOf = newest((seed: number, batch: number) =>
  Uint16Array.from({ length: BATCHES * batch }, (_, i) => Math.floor(uniform(seed, 'shuffle', 0, i) * POOL)),
);
