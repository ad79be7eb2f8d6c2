import { z } from 'zod';

/**
 * Every hyperparameter of the project, once: range, documentation (its tooltip), how a form shows it.
 * An algorithm's schema picks fields from here and gives each its default: `learningRate: fields.learningRate.default(3e-4)`.
 */
export interface FieldMeta {
  /** Name in plain words, in lower case. */
  readonly label: string;
  /** The lecture's symbol, in rich-text markup. */
  readonly symbol?: string;
  /** One line of documentation: the tooltip. */
  readonly doc: string;
  /** How a slider runs; `log` for quantities that one changes by factors. */
  readonly scale?: 'linear' | 'log';
  /** The slider's ends, where the allowed range is wider than what one drags over. */
  readonly slider?: readonly [number, number];
  readonly step?: number;
  /** Changing it needs a new run (network shapes, numbers of environments); all others apply from the next iteration. */
  readonly structural?: boolean;
  /** Shown only while another field of the same algorithm, where it has that field, has one of these values. */
  readonly when?: { readonly key: string; readonly is: readonly (string | number | boolean)[] };
  /** Words for the values of a choice. */
  readonly choices?: Readonly<Record<string, string>>;
}

const field = <Schema extends z.ZodType>(schema: Schema, meta: FieldMeta) => schema.meta({ ...meta });
const number = (min: number, max: number) => z.number().min(min).max(max);
const integer = (min: number, max: number) => z.int().min(min).max(max);

/** Hidden layer widths as in a URL: "64-64", or "none" for a linear map. */
const hidden = z
  .string()
  .regex(/^(none|[1-9]\d{0,2}(-[1-9]\d{0,2}){0,2})$/, 'none, or up to three widths from 1 to 999 joined by "-"');

export const fields = {
  totalSteps: field(integer(1, 100_000_000), {
    label: 'total steps',
    doc: 'Environment steps after which the run ends; annealing runs over them.',
    scale: 'log',
    slider: [1000, 10_000_000],
  }),
  nEnvs: field(integer(1, 1024), {
    label: 'environments',
    symbol: '*N*',
    doc: 'Copies of the environment that run side by side.',
    scale: 'log',
    slider: [1, 64],
    structural: true,
  }),
  nSteps: field(integer(1, 65_536), {
    label: 'horizon',
    symbol: '*T*',
    doc: 'Steps that each environment takes before an update.',
    scale: 'log',
    slider: [16, 2048],
    structural: true,
  }),
  mode: field(z.enum(['simulated', 'workers']), {
    label: 'asynchrony',
    doc: 'Simulated with delays drawn from the seed, or real workers, whose run never comes out the same twice.',
    choices: { simulated: 'simulated', workers: 'real workers' },
    structural: true,
  }),
  nWorkers: field(integer(1, 32), {
    label: 'workers',
    symbol: '*N*',
    doc: 'Actors that learn side by side, each from its own copy of θ and φ.',
    scale: 'linear',
    slider: [1, 16],
    step: 1,
    structural: true,
  }),
  nUpdates: field(integer(1, 1000), {
    label: 'updates an iteration',
    doc: 'Gradients that come in, one after the other, before the figures of an iteration are drawn.',
    scale: 'log',
    slider: [1, 64],
  }),
  meanDelay: field(number(0, 10_000), {
    label: 'delay',
    doc: 'How long a gradient is under way on average, measured in environment steps of the fastest worker.',
    scale: 'linear',
    slider: [0, 200],
    step: 1,
  }),
  delayJitter: field(number(0, 1), {
    label: 'jitter',
    doc: 'Each delay is drawn evenly from the mean times 1 ± this.',
    scale: 'linear',
    step: 0.05,
  }),
  slowestWorker: field(number(1, 100), {
    label: 'slowest worker',
    doc: 'It takes this many times as long as the fastest for all that it does; the others lie between.',
    scale: 'log',
    slider: [1, 20],
  }),
  nEpisodes: field(integer(1, 1024), {
    label: 'episodes',
    symbol: '*N*',
    doc: 'Whole episodes collected before an update, one an environment.',
    scale: 'log',
    slider: [1, 64],
    structural: true,
  }),
  nEpochs: field(integer(1, 100), {
    label: 'epochs',
    symbol: '*K*',
    doc: 'How often an update goes through the batch it has collected.',
    scale: 'linear',
    slider: [1, 30],
    step: 1,
  }),
  batchSize: field(integer(1, 65_536), {
    label: 'minibatch',
    doc: 'Samples in one minibatch.',
    scale: 'log',
    slider: [16, 2048],
    structural: true,
  }),
  learningRate: field(number(0, 1), {
    label: 'learning rate',
    symbol: '*α*',
    doc: "Adam's rate: about how far each parameter moves in one step.",
    scale: 'log',
    slider: [1e-5, 1e-1],
    when: { key: 'optimizer', is: ['adam'] },
  }),
  valueLearningRate: field(number(0, 1), {
    label: 'value learning rate',
    doc: "Adam's rate for the value function V_φ or baseline b(s).",
    scale: 'log',
    slider: [1e-5, 1e-1],
    when: { key: 'baseline', is: ['state'] },
  }),
  valueSteps: field(integer(1, 1000), {
    label: 'value steps',
    doc: 'Adam steps that V_φ or b(s) takes towards its targets, a batch.',
    scale: 'log',
    slider: [1, 100],
    when: { key: 'baseline', is: ['state'] },
  }),
  stepSize: field(number(0, 1000), {
    label: 'step size',
    symbol: '*α*',
    doc: 'The α of θ_new = θ_old + α ĝ, a plain gradient step.',
    scale: 'log',
    slider: [1e-4, 100],
    when: { key: 'optimizer', is: ['sgd'] },
  }),
  optimizer: field(z.enum(['adam', 'sgd']), {
    label: 'update rule',
    doc: "How ĝ becomes a step: Adam, or the lecture's plain θ + α ĝ.",
    choices: { adam: 'Adam', sgd: 'plain step α ĝ' },
    structural: true,
  }),
  annealing: field(z.boolean(), {
    label: 'anneal the rate',
    doc: 'Lower the learning rate linearly to 0 over the total steps.',
  }),
  gamma: field(number(0, 1), {
    label: 'discount',
    symbol: '*γ*',
    doc: 'How much a reward one step later is worth now.',
    scale: 'linear',
    slider: [0.8, 1],
    step: 0.001,
  }),
  gaeLambda: field(number(0, 1), {
    label: 'GAE',
    symbol: '*λ*',
    doc: 'From 0, the one-step TD error (less variance), to 1, Monte Carlo (no bias).',
    scale: 'linear',
    step: 0.01,
    when: { key: 'critic', is: ['gae'] },
  }),
  clipRange: field(number(0, 10), {
    label: 'clip range',
    symbol: '*ε*',
    doc: 'The ratio r may leave 1 by this much before its gradient is cut off.',
    scale: 'linear',
    slider: [0.01, 0.8],
    step: 0.01,
  }),
  clipRangeVf: field(number(0, 10), {
    label: 'value clip range',
    doc: 'The same clipping for V_φ around its old value; 0 turns it off.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
  }),
  targetKl: field(number(0, 10), {
    label: 'target KL',
    doc: 'Stop the epochs once KL(π_old ‖ π_θ) exceeds 1.5 times this; 0 turns it off.',
    scale: 'linear',
    slider: [0, 0.1],
    step: 0.001,
  }),
  delta: field(number(0, 10), {
    label: 'trust region',
    symbol: '*δ*',
    doc: 'How far the new policy may be from the old one, as a KL divergence.',
    scale: 'log',
    slider: [1e-4, 1],
  }),
  beta: field(number(1e-6, 1e6), {
    label: 'first KL penalty',
    symbol: '*β*_{0}',
    doc: 'Weight of the KL penalty at the start; from then on it adapts.',
    scale: 'log',
    slider: [0.01, 100],
    structural: true,
  }),
  critic: field(z.enum(['mc', 'td', 'nstep', 'gae']), {
    label: 'critic',
    symbol: '*V*_{φ}',
    doc: 'What V_φ is fitted to, and how Â is read off it.',
    choices: { mc: 'Monte Carlo', td: 'TD(0)', nstep: 'n-step', gae: 'GAE' },
  }),
  returnSteps: field(integer(1, 1000), {
    label: 'return steps',
    symbol: '*n*',
    doc: 'Rewards in an n-step return before V_φ stands in for the rest.',
    scale: 'log',
    slider: [1, 100],
    when: { key: 'critic', is: ['nstep'] },
  }),
  sharedNetwork: field(z.boolean(), {
    label: 'one network for both',
    doc: 'Actor and critic share all layers but the last, and take every step together.',
    structural: true,
  }),
  averageDecay: field(number(0, 1), {
    label: 'average policy',
    doc: 'How much of θ_avg each update keeps; the rest is the newest θ.',
    scale: 'linear',
    slider: [0.8, 1],
    step: 0.001,
  }),
  stepRule: field(z.enum(['kl', 'fixed', 'penalty']), {
    label: 'step rule',
    doc: 'How far to go along F⁻¹ĝ: to a KL of δ, by a fixed α, or by 1/λ as a KL penalty λ has it.',
    choices: { kl: 'to KL = δ', fixed: 'fixed α', penalty: 'penalty, 1/λ' },
  }),
  form: field(z.enum(['constraint', 'penalty']), {
    label: 'problem',
    doc: 'Whether the KL is held below δ, or costs β per unit.',
    choices: { constraint: 'KL ≤ δ', penalty: 'L − β KL' },
  }),
  fisher: field(z.enum(['hessian', 'outer']), {
    label: 'Fisher matrix',
    symbol: '*F*',
    doc: 'Estimated as the Hessian of the KL, or from the actions taken: the mean of ∇ log π ∇ log πᵀ.',
    choices: { hessian: 'Hessian of KL', outer: 'mean of score ⊗ score' },
  }),
  lambda: field(number(1e-3, 1e6), {
    label: 'KL multiplier',
    symbol: '*λ*',
    doc: 'Price of KL in the penalised problem; its solution is the step F⁻¹ĝ / λ.',
    scale: 'log',
    slider: [0.1, 100],
    when: { key: 'stepRule', is: ['penalty'] },
  }),
  cgIterations: field(integer(1, 1000), {
    label: 'CG iterations',
    symbol: '*n*_{cg}',
    doc: 'Iterations of conjugate gradient towards F⁻¹ĝ, each with one product F v.',
    scale: 'log',
    slider: [1, 100],
  }),
  cgDamping: field(number(0, 100), {
    label: 'damping',
    doc: 'This times the identity is added to F, so that directions without information stay short.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
  }),
  backtrack: field(number(0.01, 0.99), {
    label: 'backtracking factor',
    symbol: '*α*',
    doc: 'By this much the line search shortens a step that was refused.',
    scale: 'linear',
    step: 0.01,
  }),
  lineSearchSteps: field(integer(0, 100), {
    label: 'line search steps',
    symbol: '*L*',
    doc: 'How often the line search shortens the step before it gives up; 0 tries the full step only.',
    scale: 'linear',
    slider: [0, 20],
    step: 1,
  }),
  nCriticUpdates: field(integer(1, 100), {
    label: 'critic epochs',
    doc: 'How often the fit of V_φ goes through the batch.',
    scale: 'linear',
    slider: [1, 30],
    step: 1,
  }),
  entCoef: field(number(0, 1), {
    label: 'entropy bonus',
    doc: 'Weight of the entropy that is added to the objective: it keeps the policy undecided longer.',
    scale: 'linear',
    slider: [0, 0.1],
    step: 0.001,
  }),
  vfCoef: field(number(0, 10), {
    label: 'value loss weight',
    doc: 'Weight of the value loss before its gradient is clipped.',
    scale: 'linear',
    slider: [0, 2],
    step: 0.05,
  }),
  maxGradNorm: field(number(0, 1000), {
    label: 'gradient norm limit',
    doc: 'Longer gradients are shortened to this length; 0 turns it off.',
    scale: 'linear',
    slider: [0, 5],
    step: 0.1,
  }),
  baseline: field(z.enum(['none', 'constant', 'state']), {
    label: 'baseline',
    symbol: '*b*',
    doc: 'What is subtracted from the return: nothing, its mean b, or a fitted b(s).',
    choices: { none: 'none', constant: 'a constant b', state: 'b(s), fitted' },
    structural: true,
  }),
  hidden: field(hidden, {
    label: 'hidden layers',
    doc: 'Widths of the hidden layers, such as 64-64, or none for a linear policy.',
    structural: true,
  }),
  valueHidden: field(hidden, {
    label: 'critic layers',
    doc: 'Widths of the hidden layers of V_φ, which need not be as few as the policy’s.',
    structural: true,
  }),
  activation: field(z.enum(['tanh', 'relu']), {
    label: 'activation',
    doc: 'The nonlinearity of the hidden layers.',
    structural: true,
  }),
  initialLogStd: field(number(-5, 2), {
    label: 'initial log *σ*',
    doc: 'Logarithm of the Gaussian policy’s standard deviation at the start.',
    scale: 'linear',
    step: 0.1,
    structural: true,
  }),
  normalizeObs: field(z.boolean(), {
    label: 'normalise observations',
    doc: 'Shift and scale observations by their running mean and deviation.',
    structural: true,
  }),
  normalizeReward: field(z.boolean(), {
    label: 'scale rewards',
    doc: 'Divide rewards by the running deviation of the discounted return; curves show the true ones.',
    structural: true,
  }),
  normalizeAdvantage: field(z.boolean(), {
    label: 'normalise advantages',
    doc: 'Shift and scale Â to mean 0 and deviation 1.',
  }),
  expertEpisodes: field(integer(1, 1000), {
    label: 'expert’s episodes',
    doc: 'Episodes of the expert that are there to learn from.',
    scale: 'log',
    slider: [1, 100],
    structural: true,
  }),
  populationSize: field(integer(2, 1000), {
    label: 'candidates',
    symbol: '*n*',
    doc: 'How many θ are drawn and tried out in each generation.',
    scale: 'log',
    slider: [4, 200],
  }),
  eliteFraction: field(number(0.01, 1), {
    label: 'elite',
    symbol: '*ρ*',
    doc: 'The share of the candidates, the best ones, that the next generation is drawn around.',
    scale: 'linear',
    slider: [0.05, 0.5],
    step: 0.01,
  }),
  initialStd: field(number(0, 100), {
    label: 'initial deviation',
    symbol: '*σ*_{0}',
    doc: 'Standard deviation of every component of θ among the first candidates.',
    scale: 'log',
    slider: [0.01, 10],
    structural: true,
  }),
  extraNoise: field(number(0, 100), {
    label: 'extra noise',
    symbol: '*ζ*',
    doc: 'Deviation that the elite’s own is widened by, so that the search does not settle too early; it fades out.',
    scale: 'linear',
    slider: [0, 3],
    step: 0.05,
  }),
  noiseGenerations: field(integer(1, 10_000), {
    label: 'noise fades over',
    symbol: '*T*_{ζ}',
    doc: 'Generations until the extra noise is gone.',
    scale: 'log',
    slider: [1, 200],
  }),
  bufferSize: field(integer(1, 1_000_000), {
    label: 'replay buffer',
    symbol: '|*D*|',
    doc: 'Transitions that are kept to learn from; the oldest make room for new ones.',
    scale: 'log',
    slider: [1000, 1_000_000],
    structural: true,
  }),
  learningStarts: field(integer(0, 10_000_000), {
    label: 'learning starts',
    doc: 'So many steps are taken at random, to fill the buffer, before anything is learned.',
    scale: 'log',
    slider: [100, 10_000],
  }),
  trainFreq: field(integer(1, 10_000), {
    label: 'steps between updates',
    doc: 'Environment steps from one update to the next.',
    scale: 'log',
    slider: [1, 100],
  }),
  gradientSteps: field(integer(1, 1000), {
    label: 'gradient steps',
    doc: 'Minibatches that are learned from each time that it is due.',
    scale: 'log',
    slider: [1, 100],
  }),
  tau: field(number(0, 1), {
    label: 'target rate',
    symbol: '*τ*',
    doc: 'How far the target networks go towards the learned ones in each update.',
    scale: 'log',
    slider: [1e-3, 1],
  }),
  actionNoise: field(z.enum(['gaussian', 'ornstein-uhlenbeck']), {
    label: 'exploration noise',
    doc: 'What is added to actions: independent noise at every step, or one that drifts and so pushes the same way for long.',
    choices: { gaussian: 'Gaussian', 'ornstein-uhlenbeck': 'Ornstein-Uhlenbeck' },
  }),
  noiseSigma: field(number(0, 10), {
    label: 'noise',
    symbol: '*σ*',
    doc: 'Strength of the exploration noise, in halves of the width of the action box.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.05,
  }),
  noiseTheta: field(number(0, 10), {
    label: 'noise return rate',
    doc: 'How strongly Ornstein-Uhlenbeck noise is drawn back to 0; its clock runs at 0.01 a step.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.05,
    when: { key: 'actionNoise', is: ['ornstein-uhlenbeck'] },
  }),
  sigma: field(z.enum(['global', 'state']), {
    label: 'deviation',
    symbol: '*σ*_{θ}',
    doc: 'Whether σ is one number a component of the action, or depends on the state as μ does.',
    choices: { global: 'one σ', state: 'σ(s), by the network' },
    structural: true,
  }),
  sigmaMin: field(number(0, 10), {
    label: 'least deviation',
    symbol: '*σ*_{min}',
    doc: 'Added to σ, so that exploring never ends: Q alone would like it to.',
    scale: 'linear',
    slider: [0, 1],
    step: 0.01,
    structural: true,
  }),
  evalInterval: field(integer(1, 10_000_000), {
    label: 'evaluate every',
    doc: 'Environment steps between two evaluations of the greedy policy.',
    scale: 'log',
    slider: [1000, 100_000],
  }),
} as const;

/** A field under other words, where an algorithm uses it in its own way; its range stays. */
export const reworded = <Schema extends z.ZodType>(schema: Schema, changes: Partial<FieldMeta>): Schema =>
  schema.meta({ ...(schema.meta() as unknown as FieldMeta), ...changes });
