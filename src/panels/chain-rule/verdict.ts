import { fixed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { LIMIT } from './heights.ts';
import { type ChainRuleState, type Quantities, quantitiesOf } from './quantities.ts';

/** Differences of Q below this are none. */
const NONE = 0.01;
/** How far below the best action's worth is still about there. */
const NEAR = 0.1;
/** dπ/dθ below which the policy hardly answers; at θ = 0 it is 2. */
const SATURATED = 0.2;
/** Slopes of Q that are none, and that cannot be overlooked. */
const FLAT = 0.02;
const STEEP = 0.2;

export const judge = (state: ChainRuleState): Judgement => judgementOf(quantitiesOf(state));

export function judgementOf(quantities: Quantities): Judgement {
  const { state, start, end, standings, best, slopeOfPolicy, slopeOfQ, truth, learned } = quantities;
  const { steps } = state;
  if (steps === 0)
    return {
      level: 0,
      text: `No step yet. The critic’s slope is ${fixed(slopeOfQ)} here, and the policy passes on ${fixed(slopeOfPolicy)} of a step in *θ*.`,
    };
  const believed = end.believed - start.believed;
  const real = end.real - start.real;
  const after = `After ${steps === 1 ? 'one step' : `${steps} steps`}`;
  if (believed < -NONE)
    return {
      level: 2,
      text: `${after} even *Q*_{φ} is ${fixed(-believed)} lower: the steps are [b:too long] for this curve and jump over its top.`,
    };
  if (slopeOfPolicy < SATURATED && best.value - end.real > NEAR && Math.abs(end.action - start.action) < 0.1)
    return {
      level: 1,
      text: `${after} the action has moved by ${fixed(Math.abs(end.action - start.action), 3)} only: out here d*π*/d*θ* = ${fixed(slopeOfPolicy, 3)}, and however steep *Q*_{φ} is, [b:little of it arrives].`,
    };
  if (real < -NONE)
    return {
      level: 2,
      text: `${after} the critic promises ${fixed(believed)} more, and the action is worth [b:${fixed(-real)} less]: the policy has climbed the critic’s error, ${fixed(end.believed - end.real)} at its end.`,
    };
  const top = standings.slice(0, steps + 1).reduce((highest, one) => (one.real > highest.real ? one : highest));
  if (top.real - end.real > NEAR && end.believed > top.believed)
    return {
      level: 2,
      text: `*Q* was [b:${fixed(top.real - end.real)} higher] on the way, at *a* = ${fixed(top.action)}. Since then only *Q*_{φ} has risen: the policy climbs the critic’s error, ${fixed(end.believed - end.real)} at its end.`,
    };
  const missing = best.value - end.real;
  const isTop = Math.abs(learned.derivative(end.action)) < FLAT && Math.abs(end.action) < LIMIT * 0.95;
  if (isTop && missing > NEAR && Math.abs(truth.derivative(end.action)) > STEEP)
    return {
      level: 2,
      text: `${after} the policy stands on a top that only the critic sees, [b:${fixed(missing)} short] of the best action. *Q* itself has a slope of ${fixed(truth.derivative(end.action))} there.`,
    };
  const gained = `${after} the critic promises ${fixed(believed)} more and the action is worth ${fixed(real)} more`;
  if (missing > NEAR)
    return {
      level: 1,
      text: `${gained}, still [b:${fixed(missing)} short] of the best one, *a* = ${fixed(best.action)}.`,
    };
  return { level: 0, text: `${gained}: about the best there is.` };
}
