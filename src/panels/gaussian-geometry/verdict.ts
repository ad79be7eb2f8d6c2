import { fixed } from '../../charts/format.ts';
import type { Parametrisation } from '../../exact/gaussian.ts';
import type { Judgement } from '../panel.ts';
import { disagreement, type Geometry } from './quantities.ts';

/** Parts of δ between which a step is at the edge of the trust region. */
const EDGE = { from: 0.8, to: 1.25 } as const;
/** A straight way that is this many times the shortest one is worth a word. */
const DETOUR = 1.3;
/** So is a quadratic model that is this far off, as a part of KL, once KL is more than nothing. */
const OFF = { part: 0.25, kl: 0.02 } as const;
/** Policies nearer than this part of δ are all but the same. */
const SAME = 0.1;

/** How the spread is written, in rich-text markup. */
export const NAMES: Readonly<Record<Parametrisation, string>> = {
  sigma: '*σ*',
  logSigma: 'log *σ*',
  variance: '*σ*^{2}',
};

/** Which of the two divergences is meant. */
const KL = 'KL(*π*_{old} ‖ *π*_{new})';

/** How far the step is in either sense; and for a gradient step, how much of it is only how the policy is written. */
export function judge(quantities: Geometry): Judgement {
  const { state, kl, length } = quantities;
  const spent = kl / state.delta;
  const level = spent < EDGE.from ? 0 : spent <= EDGE.to ? 1 : 2;
  if (length === 0) return { level, text: 'No step, no change. Drag the blue point away from the grey one.' };
  if (state.step !== 'hand') return { level, text: gradientStep(quantities) };
  const aside = besides(quantities);
  return { level, text: `${bothSenses(quantities, level)}${aside ? ` ${aside}` : ''}` };
}

/** KL and how many times the trust region it is. */
const spend = ({ kl, state }: Geometry): string =>
  `[kl:${KL} = ${amount(kl)}] is [b:${times(kl / state.delta)}] the trust region`;

function bothSenses(quantities: Geometry, level: Judgement['level']): string {
  const { state, kl, length } = quantities;
  const inside = length <= state.radius;
  if (level === 1)
    return `At the edge of the trust region, ${inside ? 'inside' : 'outside'} the [euclid:ball]: [kl:${KL} = ${amount(kl)}] where [kl:*δ* = ${fixed(state.delta)}].`;
  if (level === 0)
    return inside
      ? `Near in both senses: inside the [euclid:ball], and [kl:${KL} = ${amount(kl)}] is inside the trust region.`
      : `Outside the [euclid:ball], and yet near: [kl:${KL} = ${amount(kl)}]. A wide policy hardly notices what a narrow one would feel.`;
  return inside
    ? `Inside the [euclid:ball], and yet far: ${spend(quantities)}.`
    : `Far in both senses: ${spend(quantities)}.`;
}

/** What else is to be seen: that the shortest way is another, or that the ellipse is only an approximation. */
function besides({ kl, predicted, distance, straight }: Geometry): string {
  if (straight > DETOUR * distance)
    return `The shortest way there bends upwards, through wider policies: [kl:${fixed(distance)}] long, where straight on is ${fixed(straight)}.`;
  if (kl > OFF.kl && Math.abs(predicted - kl) > OFF.part * kl)
    return `The dashed ellipse would have said [kl:${amount(predicted)}]: it knows the curvature at *θ*_{old} only.`;
  return '';
}

function gradientStep(quantities: Geometry): string {
  const { state, by, to, new: policy, rewritten, kl } = quantities;
  const plain = state.step === 'plain';
  if (!policy)
    return `The ${state.step} step ends at ${NAMES[by]} = ${fixed(to[1])}, where there is no policy: ${plain ? 'a [euclid:ball]' : 'an [kl:ellipse]'} knows nothing of the edge at 0.`;
  const first = plain
    ? `A length of [euclid:‖*d*‖ = ${fixed(state.radius)}] says little about the policy: here ${spend(quantities)}.`
    : kl <= EDGE.to * state.delta
      ? `The natural step spends about what it was allowed: [kl:${KL} = ${amount(kl)}] where [kl:*δ* = ${fixed(state.delta)}].`
      : `The natural step ends on the ellipse, and there the ellipse errs: ${spend(quantities)}.`;
  const missing = rewritten.find(({ ends }) => !ends);
  if (missing) return `${first} Written in ${NAMES[missing.by]}, the same step leaves no policy at all.`;
  const apart = disagreement(rewritten);
  const where = apart < SAME * state.delta ? 'all but the same policy' : 'another policy each time';
  return `${first} Written in ${NAMES.sigma}, log ${NAMES.sigma} and ${NAMES.variance} it ends at ${where}, [kl:KL] at most [kl:${apart < 5e-5 ? '0.0001' : amount(apart)}] apart.`;
}

const times = (factor: number): string => `${fixed(factor, factor < 10 ? 1 : 0)} times`;

/** KL in as many decimals as tell it from 0. */
export const amount = (kl: number): string => fixed(kl, kl < 0.01 ? 4 : kl < 0.1 ? 3 : kl < 10 ? 2 : 1);
