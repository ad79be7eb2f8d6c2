import { fixed, shortest, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import { lengthOf, type Problem } from './problems.ts';
import type { Race, Racer } from './quantities.ts';
import { LAST_STEP } from './spec.ts';

/** Times as many steps as the other needs, beyond which a gradient is clearly the slower one. */
const SLOWER = 3;

const PLAIN = '[euclid:plain gradient]';
const NATURAL = '[kl:natural gradient]';

/** Who arrives, after how many steps, and where the other one is left. */
export function judge(problem: Problem, { vanilla, natural, stepSize }: Race): Judgement {
  const [plain, other] = [vanilla.arrival, natural.arrival];
  const gone = [vanilla.divergedAt !== null && `the ${PLAIN}`, natural.divergedAt !== null && `the ${NATURAL}`].filter(
    (name) => name !== false,
  );
  if (gone.length > 0) {
    const step = vanilla.divergedAt ?? natural.divergedAt!;
    return {
      level: 2,
      text: `With *α* = ${sayStepSize(stepSize)} ${gone.join(' and ')} ${gone.length > 1 ? 'leave' : 'leaves'} every stable policy, at step ${thousands(step)}: *J* falls to −∞.${gone.length > 1 ? '' : ` ${remains(vanilla.divergedAt === null ? PLAIN : NATURAL, vanilla.divergedAt === null ? plain : other)}`}`,
    };
  }
  if (plain === null && other === null)
    return {
      level: 1,
      text: `With *α* = ${sayStepSize(stepSize)} neither gains 90 % of what there is within ${thousands(LAST_STEP)} steps: try a larger one.`,
    };
  if (plain === null)
    return {
      level: 2,
      text: `The ${NATURAL} gains 90 % of what there is in [b:${count(other!)}]; the ${PLAIN} has not after ${thousands(LAST_STEP)}. ${ground(problem, vanilla)}`,
    };
  if (other === null)
    return {
      level: 0,
      text: `The ${PLAIN} gains 90 % of what there is in [b:${count(plain)}]; the ${NATURAL} has not after ${thousands(LAST_STEP)}: the natural direction is not always the faster one.`,
    };
  const times = plain / Math.max(1, other);
  if (plain > other)
    return {
      level: times > SLOWER ? 1 : 0,
      text: `The ${NATURAL} gains 90 % of what there is in [b:${count(other)}], the ${PLAIN} in [b:${count(plain)}]: ${sayTimes(times)} times as many.${otherUnits(problem)}`,
    };
  return {
    level: 0,
    text: `The ${PLAIN} gains 90 % of what there is in [b:${count(plain)}], the ${NATURAL} in [b:${count(other)}]: with the same *α* the natural direction is ${plain === other ? 'as fast here, not faster' : 'not the faster one here'}.${otherUnits(problem)}`,
  };
}

const count = (steps: number): string => `${thousands(steps)} ${steps === 1 ? 'step' : 'steps'}`;

/** Two significant digits. */
const sayTimes = (times: number): string => (times < 10 ? fixed(times, 1) : thousands(Number(times.toPrecision(2))));

const otherUnits = ({ scales }: Problem): string =>
  scales[1] === 1
    ? ''
    : ` With one unit of *θ*_{j} worth ${shortest(scales[1])} logits the plain one goes another way, the natural one the same.`;

const remains = (name: string, arrival: number | null): string =>
  arrival === null ? `The ${name} goes on.` : `The ${name} gains 90 % of what there is in ${count(arrival)}.`;

/** Where the slower one stands at the end. */
function ground(problem: Problem, { places, objectives }: Racer): string {
  const end = places.at(-1)!;
  return `It stands at *J* = ${sayObjective(objectives.at(-1)!)}, where the slope is ${bySlope(lengthOf(problem, problem.vanilla(end)))}.`;
}

export const sayObjective = (objective: number): string => fixed(objective, Math.abs(objective) < 10 ? 3 : 2);
export const sayStepSize = (stepSize: number): string => fixed(stepSize, stepSize < 0.01 ? 4 : stepSize < 0.1 ? 3 : 2);

/** Two significant digits, however small. */
const bySlope = (slope: number): string =>
  slope >= 0.1 ? fixed(slope, 2) : fixed(slope, Math.min(12, 1 - Math.floor(Math.log10(slope))));
