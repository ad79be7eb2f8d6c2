// How many steps and seconds until a policy is good, and how good it is in the end: see README.md.
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { environmentFor } from '../src/engine/envs/index.ts';
import type { Checkpoint, ConfigValue } from '../src/engine/run-spec.ts';
import { tunedConfig } from '../src/presets/tuned.ts';
import { exactValue } from './lib/exact-value.ts';
import { gradientThreads, serveInThread } from './lib/gradient-threads.ts';
import { progress, report } from './lib/report.ts';
import { iterations, openTrainer, resumeTrainer } from './lib/training.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    algo: { type: 'string' },
    env: { type: 'string' },
    seeds: { type: 'string', default: '5' },
    'first-seed': { type: 'string', default: '1' },
    steps: { type: 'string' },
    /** Hyperparameters other than the tuned ones, as key=value, one or several. */
    set: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
});
if (!options.algo || !options.env) throw new Error('Name both: --algo ID --env ID');
const { algo, env } = options;
const overrides = readOverrides([...options.set, ...positionals]);
const environment = environmentFor(env, { ...tunedConfig(algo, env), ...overrides });
const { successThreshold: threshold } = environment;

/** Start states of the final evaluation: the same for every algorithm and seed. */
const EVALUATION = { episodes: 100, seed: 20_403 };

interface SeedResult {
  seed: number;
  steps: number;
  stepsToThreshold: number | null;
  secondsToThreshold: number | null;
  evalMean: number | null;
  /** What `evalMean` estimates, exactly; null for environments without a table of transitions. */
  exactMean: number | null;
  /** Greatest mean of 100 training episodes in a row, and the mean of all that ended in the last fifth of the steps. */
  best100: number | null;
  lastFifth: number | null;
}

async function train(seed: number): Promise<SeedResult> {
  const steps = Number(options.steps ?? overrides.totalSteps ?? tunedConfig(algo, env).totalSteps);
  const trainer = await openTrainer(algo, env, seed, { ...overrides, totalSteps: steps }, gradientThreads);
  const result: SeedResult = {
    seed,
    steps,
    stepsToThreshold: null,
    secondsToThreshold: null,
    evalMean: null,
    exactMean: null,
    best100: null,
    lastFifth: null,
  };
  const late: number[] = [];
  let final: Checkpoint | null = null;
  let [shown, episodes] = [0, 0];
  try {
    for await (const record of iterations(trainer)) {
      episodes += record.episodes.length;
      const mean = record.return100;
      if (result.stepsToThreshold === null && episodes >= 100 && mean !== null && mean >= threshold) {
        result.stepsToThreshold = record.steps;
        result.secondsToThreshold = record.seconds;
      }
      if (episodes >= 100 && mean !== null) result.best100 = Math.max(result.best100 ?? mean, mean);
      for (const { endStep, return: episodeReturn } of record.episodes)
        if (endStep > 0.8 * steps) late.push(episodeReturn);
      // Whole episodes overshoot: what stood at exactly `steps` is the policy before that iteration's update.
      if (record.steps > 0.8 * steps && record.steps <= steps) final = await trainer.checkpoint();
      if (record.steps - shown >= steps / 10) {
        shown = record.steps;
        progress(`  seed ${seed}: ${record.steps} steps, mean ${mean?.toFixed(1)}, ${record.seconds.toFixed(1)} s`);
      }
    }
  } catch (error) {
    progress(`  seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    return result;
  }
  result.lastFifth = late.length ? late.reduce((sum, value) => sum + value, 0) / late.length : null;
  const spec = trainer.spec;
  trainer.dispose();
  const standing = await resumeTrainer(spec, final);
  const returns = await standing.evaluate(EVALUATION.episodes, EVALUATION.seed);
  result.exactMean = await exactValue(standing, environment);
  standing.dispose();
  result.evalMean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  return result;
}

function readOverrides(pairs: readonly string[]): Record<string, ConfigValue> {
  const defaults = tunedConfig(algo, env);
  const read = (key: string, text: string): ConfigValue => {
    if (typeof defaults[key] === 'boolean') return text === 'true';
    return typeof defaults[key] === 'string' ? text : Number(text);
  };
  return Object.fromEntries(pairs.map((pair) => pair.split('=')).map(([key, text]) => [key!, read(key!, text ?? '')]));
}

async function trainAll(): Promise<void> {
  const seeds: SeedResult[] = [];
  for (let i = 0; i < Number(options.seeds); i++) {
    const result = await train(Number(options['first-seed']) + i);
    seeds.push(result);
    progress(JSON.stringify(result));
  }
  report({ algo, env, threshold, seeds }, options.json);
}

if (isMainThread) await trainAll();
else serveInThread();
