import { range } from 'd3';
import type { Table } from '../../charts/export.ts';
import { fixed, signed, UNKNOWN } from '../../charts/format.ts';
import { type Gaussian, policyAt } from '../../exact/gaussian.ts';
import { klContour } from '../../exact/gaussian-geometry.ts';
import type { FormulaTerm } from '../Formula.tsx';
import type { Reading } from '../Readings.tsx';
import type { Geometry } from './quantities.ts';
import { amount, NAMES } from './verdict.ts';

const known = (value: number, text: (value: number) => string): string =>
  Number.isFinite(value) ? text(value) : UNKNOWN;
const four = (value: number): string => known(value, (number) => fixed(number, 4));
const sayPair = (policy: Gaussian | null): string =>
  policy ? `${fixed(policy.mean)}, ${fixed(policy.sigma)}` : UNKNOWN;

/** The quantities beside the figure. */
export function readingsOf({
  old,
  new: policy,
  by,
  length,
  kl,
  reverse,
  predicted,
  distance,
  rewritten,
}: Geometry): Reading[] {
  const costs = rewritten.map((one) => known(one.kl, amount)).join(' · ');
  return [
    { label: '*μ*, *σ* old', value: sayPair(old), colour: 'old' },
    { label: '*μ*, *σ* new', value: sayPair(policy), colour: 'new' },
    { label: `Euclidean length ‖*d*‖ in (*μ*, ${NAMES[by]})`, value: fixed(length, 3), colour: 'euclid' },
    { label: 'KL(*π*_{old} ‖ *π*_{new})', value: four(kl), colour: 'kl' },
    { label: '½ *d*^{⊤}*F d*', value: four(predicted), colour: 'kl' },
    { label: 'KL(*π*_{new} ‖ *π*_{old})', value: four(reverse), colour: 'kl' },
    { label: 'Fisher-Rao distance', value: four(distance), colour: 'kl' },
    ...(rewritten.length > 0
      ? [{ label: 'KL, the step in *σ* · log *σ* · *σ*^{2}', value: costs, colour: 'kl' as const }]
      : []),
  ];
}

/** KL in closed form, its quadratic model, and F as this parametrisation has it. */
export function formulaOf({ old, new: policy, kl, predicted, fisher, by }: Geometry): FormulaTerm[] {
  const logs = policy ? Math.log(policy.sigma / old.sigma) : Number.NaN;
  const entry = { sigma: '2/*σ*^{2}', logSigma: '2', variance: '1/(2*σ*^{4})' }[by];
  return [
    { symbols: 'KL([old:*π*_{old}] ‖ [new:*π*_{new}])', value: four(kl), colour: 'kl' },
    { symbols: '=', value: '=' },
    { symbols: 'log', over: '[new:*σ*_{new}]', under: '[old:*σ*_{old}]', value: known(logs, (log) => signed(log, 4)) },
    { symbols: '+', value: '+' },
    {
      over: '[old:*σ*_{old}]^{2} + ([old:*μ*_{old}] − [new:*μ*_{new}])^{2}',
      under: '2 [new:*σ*_{new}]^{2}',
      value: known(kl - logs + 0.5, (term) => fixed(term, 4)),
    },
    { symbols: '− ½', value: '− 0.5' },
    { symbols: '≈', value: '≈' },
    { symbols: '½ [euclid:*d*]^{⊤}*F* [euclid:*d*]', value: four(predicted), colour: 'kl' },
    {
      symbols: `with *F* = diag(1/*σ*^{2}, ${entry})`,
      value: `${fixed(fisher[0])}, ${fixed(fisher[1])}`,
      colour: 'kl',
    },
  ];
}

/** What the figure shows, for those who do not see it. */
export function summarise({ old, new: policy, kl, reverse, predicted, distance, length, state }: Geometry): string {
  const from = `From mean ${fixed(old.mean)} and standard deviation ${fixed(old.sigma)}`;
  if (!policy) return `${from} the ${state.step} step leaves the parameter space.`;
  return [
    `${from} the step leads to mean ${fixed(policy.mean)} and standard deviation ${fixed(policy.sigma)}: Euclidean length ${fixed(length, 3)},`,
    `KL old to new ${fixed(kl, 4)}, new to old ${fixed(reverse, 4)}, quadratic model ${fixed(predicted, 4)}, Fisher-Rao distance ${fixed(distance, 4)};`,
    `the trust region allows ${fixed(state.delta)}.`,
  ].join(' ');
}

/** The state, then the curves around θ_old point by point. */
export function tableOf({
  old,
  new: policy,
  from,
  by,
  fisher,
  state,
  length,
  kl,
  reverse,
  predicted,
  distance,
}: Geometry): Table {
  const none = null;
  const ends: readonly [string, Gaussian | null, number, number, number][] = [
    ['old', old, 0, 0, 0],
    ['new', policy, kl, reverse, predicted],
  ];
  const angles = range(72).map((i) => (2 * Math.PI * i) / 72);
  const ring = (name: string, across: number, up: number) =>
    angles.map((angle) => {
      const at = policyAt([from[0] + across * Math.cos(angle), from[1] + up * Math.sin(angle)], by);
      return [name, at?.mean ?? none, at?.sigma ?? none, none, none, none, none, none];
    });
  const contour = (name: string, policies: readonly Gaussian[]) =>
    policies.map(({ mean, sigma }) => [name, mean, sigma, none, none, none, none, none]);
  return {
    columns: ['what', 'mu', 'sigma', 'kl_old_new', 'kl_new_old', 'quadratic', 'euclidean_length', 'fisher_rao'],
    rows: [
      ...ends.map(([name, at, forward, backward, quadratic]) => [
        name,
        at?.mean ?? none,
        at?.sigma ?? none,
        forward,
        backward,
        quadratic,
        name === 'old' ? 0 : length,
        name === 'old' ? 0 : distance,
      ]),
      ...contour('kl_contour', klContour(old, state.delta)),
      ...contour('kl_contour_reversed', klContour(old, state.delta, 'reverse')),
      ...ring('fisher_ellipse', Math.sqrt((2 * state.delta) / fisher[0]), Math.sqrt((2 * state.delta) / fisher[1])),
      ...ring('ball', state.radius, state.radius),
    ],
  };
}
