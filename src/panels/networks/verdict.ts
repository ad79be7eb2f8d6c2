import { fixed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { type Fit, stepOf } from './findings.ts';

/** Degrees off what the policy asks: still much the same, and none of it. */
const NEAR = 30;
const ASTRAY = 90;
/** Cosines within this of 0 say neither with nor against. */
const ACROSS = 0.1;

/** How both losses pull on the shared trunk, and what comes of it for the policy. */
export function judge(fit: Fit, vfCoef: number): Judgement {
  const { cosine } = fit.pull;
  const { degrees } = stepOf(fit, vfCoef);
  const way = cosine < -ACROSS ? 'against each other' : cosine > ACROSS ? 'the same way' : 'across each other';
  const pulls = `In one network both losses pull on the trunk, here ${way}: cosine [b:${fixed(cosine)}].`;
  if (vfCoef === 0)
    return { level: 0, text: `${pulls} With *c* = 0 the critic has no say: the step is [new:the policy’s own].` };
  const turned = `With *c* = ${fixed(vfCoef)} [euclid:the step] points [b:${fixed(degrees, 0)}°] off what [new:the policy] asks`;
  if (degrees < NEAR) return { level: 0, text: `${pulls} ${turned}: much the same.` };
  if (degrees < ASTRAY) return { level: 1, text: `${pulls} ${turned}; two networks never have to share one.` };
  return { level: 2, text: `${pulls} ${turned}: to first order, that step makes the policy worse.` };
}
