import { fixed } from '../../charts/format.ts';
import { findEnvironment } from '../../engine/envs/index.ts';
import type { Judgement } from '../panel.ts';
import { type Curves, type Fate, storyOf } from './curves.ts';
import type { State } from './runs.ts';
import { UPDATES } from './spec.ts';
import type { TaskId } from './tasks.ts';
import { stepWords, updatesWords } from './words.ts';

/** Part of its earlier return, counted from the least, at which a policy counts as unharmed, or as recovered. */
const ENOUGH = 0.8;
/** Part of what there is to earn below which a policy has learned nothing that a large step could destroy. */
const NOTHING = 0.1;
/** Nats below which a policy hardly ever tries another action. */
const DETERMINISTIC = 0.1;

/** What the larger steps did to both policies, and which one came back. */
export function judge(curves: Curves, state: State): Judgement {
  const { raised, supervised, policyGradient } = storyOf(curves);
  const taken = curves.steps.length;
  const broken = [curves.supervised, curves.policyGradient].find(({ diverged }) => diverged !== null);
  if (broken) return { level: 2, text: broken.diverged! };
  if (taken === 0) return { level: 0, text: `Nothing is learned yet: Run lets both policies take ${plan(state)}.` };
  if (!raised) {
    const stands = `[b:*U*^{SL}] returns ${say(supervised.before)}, [b:*U*^{PG}] ${say(policyGradient.before)}`;
    const ahead = state.from >= taken && state.raised !== state.stepSize && taken < UPDATES;
    return {
      level: 0,
      text: `After ${updatesWords(taken)} with *α* = ${stepWords(curves.steps.at(-1)!)}, ${stands}${ahead ? `; after ${state.from}, *α* becomes ${stepWords(state.raised)}` : ''}.`,
    };
  }
  const large = `*α* = ${stepWords(raised.stepSize)}`;
  if (supervised.after === null || policyGradient.after === null) {
    if (supervised.worst === null || policyGradient.worst === null)
      return { level: 1, text: `Now both take steps with ${large}.` };
    const lasting = taken - raised.last < 1 ? '' : `, ${updatesWords(taken - raised.last)} ago`;
    const fell = `${fall('*U*^{SL}', supervised)}, ${fall('*U*^{PG}', policyGradient)}`;
    return { level: 1, text: `Steps with ${large}${lasting}: ${fell}.` };
  }
  const [sl, pg] = [outcome(supervised, state.env), outcome(policyGradient, state.env)];
  const parts = [tell('*U*^{SL}', supervised, sl), tell('*U*^{PG}', policyGradient, pg)];
  return {
    level: pg === 'lost' || sl === 'lost' ? 2 : pg === 'unharmed' && sl === 'unharmed' ? 0 : 1,
    text: `${updatesWords(taken - raised.last)} after the last step with ${large}, ${parts.join('; ')}${why(pg, policyGradient)}.`,
  };
}

export type Outcome = 'untaught' | 'unharmed' | 'recovered' | 'lost';

export function outcome({ before, worst, after }: Fate, env: TaskId): Outcome {
  const [least, most] = findEnvironment(env).returnRange;
  const share = (value: number | null) => ((value ?? least) - least) / (most - least);
  if (share(before) < NOTHING) return 'untaught';
  if (share(after) < ENOUGH * share(before)) return 'lost';
  return share(worst) < ENOUGH * share(before) ? 'recovered' : 'unharmed';
}

function tell(name: string, { before, worst, after }: Fate, how: Outcome): string {
  const now = `[b:${name}] returns ${say(after)}`;
  if (before === null) return now;
  if (how === 'untaught') return `${now} and had learned nothing before (${say(before)})`;
  if (how === 'unharmed') return `${now} and was not harmed (${say(before)} before)`;
  if (how === 'recovered') return `${now} and has [b:recovered] (${say(before)} before, ${say(worst)} at worst)`;
  return `${now} and has [b:not recovered] (${say(before)} before)`;
}

/** Between the first large step and the time that a recovery is given. */
function fall(name: string, { before, worst }: Fate): string {
  if (before === null) return `[b:${name}] returned ${say(worst)} at worst`;
  if (say(worst) !== say(before) && worst! < before) return `[b:${name}] fell from ${say(before)} to ${say(worst)}`;
  return `[b:${name}] stayed at ${say(before)} or more`;
}

function why(pg: Outcome, { entropy }: Fate): string {
  if (pg !== 'lost') return '';
  const stuck =
    entropy !== null && entropy < DETERMINISTIC
      ? `, and at an entropy of ${entropy < 0.001 ? 'less than 0.001' : fixed(entropy, 3)} hardly tries anything else`
      : '';
  return `: it learns from its own bad episodes${stuck}`;
}

function plan({ stepSize, raised, from, length }: State): string {
  const steps = `${updatesWords(UPDATES)} with *α* = ${stepWords(stepSize)}`;
  return raised === stepSize
    ? steps
    : `${steps}, but ${stepWords(raised)} ${from + length >= UPDATES ? `from update ${from + 1} on` : `in ${updatesWords(length)} after update ${from}`}`;
}

const say = (value: number | null): string => (value === null ? 'nothing yet' : fixed(value, 0));
