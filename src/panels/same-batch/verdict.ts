import { byMagnitude, thousands } from '../../charts/format.ts';
import type { SameBatch } from '../../engine/studies/same-batch.ts';
import type { ComparisonView } from '../../worker/messages.ts';
import type { Judgement } from '../panel.ts';
import { direction, estimate, NAMES, type Tried, triedOf } from './tried.ts';

const LEVELS = { rose: 0, stayed: 1, fell: 2 } as const;

/** Which update went furthest, what that cost or earned, and which one was best to have. */
export function judge(view: ComparisonView | null, lookingBackAt: number | null): Judgement {
  if (!view) return { level: 0, text: whyEmpty(lookingBackAt) };
  const { state, comparison, iteration } = view;
  if (state === 'impossible')
    return {
      level: 0,
      text: iteration === null ? whyEmpty(null) : `The batch of iteration ${thousands(iteration)} is no longer kept.`,
    };
  if (state === 'stopped') return { level: 0, text: stopped(view) };
  if (state === 'running') return { level: 0, text: comparison ? progress(comparison) : 'The batch is being frozen …' };
  return conclusion(comparison!);
}

/** What stands where nothing has been compared yet. */
export const whyEmpty = (lookingBackAt: number | null): string =>
  lookingBackAt === null
    ? 'Six updates will start from the same *θ*, on the batch that you freeze.'
    : `The batch of iteration ${thousands(lookingBackAt)} has not been compared yet.`;

function stopped({ iteration, comparison, why }: ComparisonView): string {
  const far = `${comparison?.outcomes.length ?? 0} of ${comparison?.asked.length ?? 0}`;
  const cause = why === null ? 'the run went on' : why.replace(/[.!?]$/, '');
  const batch = iteration === null ? 'the batch' : `the batch of iteration ${thousands(iteration)}`;
  return `Stopped at ${far} on ${batch}: ${cause}. Freeze a batch to begin again.`;
}

export function progress({ iteration, asked, before, outcomes }: SameBatch): string {
  const next = asked[outcomes.length];
  const doing = !before || !next ? '[old:*π*_{old}] plays its episodes' : `${NAMES[next]} is tried`;
  return `The batch of iteration ${thousands(iteration)} is frozen: ${doing}, ${outcomes.length} of ${asked.length} done.`;
}

function conclusion(comparison: SameBatch): Judgement {
  const tried = triedOf(comparison);
  const furthest = greatest(tried, ({ step }) => step.kl);
  const best = greatest(tried, ({ earned }) => earned.mean);
  if (!furthest || !best) return { level: 1, text: 'None of these updates could take a step on this batch.' };
  const { kl, klPredicted } = furthest.step;
  const went = `[b:${NAMES[furthest.algo]}] went furthest, [kl:KL(*π*_{old} ‖ *π*_{new}) = ${byMagnitude(kl)}] where ${byMagnitude(klPredicted)} was predicted`;
  const course = direction(furthest.change);
  const from = byMagnitude(estimate(comparison.before!).mean);
  const to = byMagnitude(furthest.earned.mean);
  const came =
    course === 'stayed'
      ? `and its return stayed near [old:*π*_{old}]’s ${from}`
      : `and its return ${course} from ${from} to ${to}`;
  return { level: LEVELS[course], text: `${went}, ${came}. ${ending(best, furthest)}` };
}

function ending(best: Tried, furthest: Tried): string {
  if (best.earned.mean === furthest.earned.mean) return 'No other earned more afterwards.';
  const course = direction(best.change);
  const earned = `[b:${NAMES[best.algo]}] with ${byMagnitude(best.earned.mean)} at [kl:KL = ${byMagnitude(best.step.kl)}]`;
  return course === 'rose'
    ? `Most was earned by ${earned}.`
    : `Most was earned by ${earned}, no more than chance gives.`;
}

/** The first one with the greatest value; undefined if there is none. */
function greatest(tried: readonly Tried[], value: (one: Tried) => number): Tried | undefined {
  return tried.reduce<Tried | undefined>((most, one) => (most && value(most) >= value(one) ? most : one), undefined);
}
