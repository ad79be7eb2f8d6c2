import { fixed, signed } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { type EstimatorState, type Quantities, qualityNamed, quantitiesOf } from './quantities.ts';

/** Degrees beyond which another direction is another direction. */
const TURNED = 5;

export const judge = (state: EstimatorState): Judgement => judgementOf(quantitiesOf(state));

export function judgementOf(quantities: Quantities): Judgement {
  if (quantities.state.problem === 'bandit') return judgeBandit(quantities);
  return quantities.state.weights === 'equal' ? judgeUnweighted(quantities) : judgeCritics(quantities);
}

function judgeBandit(quantities: Quantities): Judgement {
  const [none, constant, state] = quantities.qualities;
  const { baseline } = quantities.state;
  const effect =
    constant!.spread <= none!.spread
      ? `*b* = ${fixed(baseline, 1)} takes the spread from ${fixed(none!.spread, 3)} to ${fixed(constant!.spread, 3)}, *b* = *U* to ${fixed(state!.spread, 3)}`
      : `but *b* = ${fixed(baseline, 1)} widens the spread from ${fixed(none!.spread, 3)} to [b:${fixed(constant!.spread, 3)}]`;
  return {
    level: constant!.spread <= none!.spread ? 0 : 1,
    text: `With one step there is nothing to look ahead to: even the wrong critic is but a baseline, and no mean moves; ${effect}.`,
  };
}

function judgeUnweighted(quantities: Quantities): Judgement {
  const { gradient } = quantities;
  const { mean } = qualityNamed(quantities, 'critic');
  const times = Math.hypot(...mean) / Math.hypot(...gradient);
  const turn = angleBetween(gradient, mean);
  const aim = `Without *γ*^{t} even the perfect critic aims elsewhere: [b:${fixed(times, 1)} times] as long as [euclid:∇*U*]`;
  if (turn < TURNED)
    return { level: 1, text: `${aim}, though only ${fixed(turn, 1)}° off. A smaller step makes up for length.` };
  return {
    level: 2,
    text: `${aim} and [b:${fixed(turn, 0)}° off]. A smaller step makes up for length, but no step size and no number of episodes for direction.`,
  };
}

/** In degrees, from 0 to 180. */
function angleBetween(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.abs((Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]) * 180) / Math.PI);
}

function judgeCritics(quantities: Quantities): Judgement {
  const { batch, error } = quantities.state;
  const none = qualityNamed(quantities, 'none');
  const state = qualityNamed(quantities, 'state');
  const critic = qualityNamed(quantities, 'critic');
  const wrong = qualityNamed(quantities, 'wrong');
  if (error === 0) {
    const saved = (none.spread / critic.spread) ** 2;
    return {
      level: 0,
      text: `From no baseline to the perfect critic the spread falls from ${fixed(none.spread)} to [b:${fixed(critic.spread)}], and no mean moves: as if there were ${timesAsMany(saved)} episodes.`,
    };
  }
  const belief = `The critic that is off by ${signed(error, 1)} in *j*`;
  const bias = Math.hypot(...wrong.bias);
  const saves = state.spread ** 2 - wrong.spread ** 2;
  if (wrong.error <= state.error) {
    // bias² = (what is saved per episode) / N
    const even = (saves * batch) / bias ** 2;
    return {
      level: wrong.error <= 0.8 * state.error ? 0 : 1,
      text: `${belief} is biased by ${fixed(bias, 3)} and still closer to [euclid:∇*U*] than *b*(*s*), ${fixed(wrong.error, 3)} against ${fixed(state.error, 3)}: it scatters less. With ${episodesBeyond(even)} it no longer is.`,
    };
  }
  return {
    level: 2,
    text: `${belief} misses [euclid:∇*U*] by [b:${fixed(wrong.error)}], *b*(*s*) by ${fixed(state.error)}. Its bias of ${fixed(bias)} does not average out, however many the episodes.`,
  };
}

const timesAsMany = (factor: number): string =>
  factor < 9.95 ? `${fixed(factor, 1)} times as many` : `${fixed(factor, 0)} times as many`;

/** The first number of episodes past an even score. */
function episodesBeyond(even: number): string {
  const first = Math.floor(even) + 1;
  return first > 1e4 ? 'more than 10,000 episodes' : `${first.toLocaleString('en-US')} episodes`;
}
