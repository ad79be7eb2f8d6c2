import { byMagnitude, fixed, probability, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { Atlas, Spot } from './atlas.ts';

/** Whether what is read at the point rests on experience: how many states of the batch were near it. */
export function judge(atlas: Atlas, spot: Spot): Judgement {
  const { rows } = atlas;
  const { near } = spot;
  const said = sayPolicy(atlas, spot);
  const expected = spot.value === null ? '' : `*V*(*s*) = ${byMagnitude(spot.value)}`;
  const where = atlas.x.isDiscrete ? 'there' : 'near the point';
  if (near === 0)
    return {
      level: 2,
      text: `No state of the batch lay ${where}: [new:${said}]${expected && ` and ${expected}`} ${expected ? 'are' : 'is'} a guess from elsewhere.`,
    };
  const part = near === rows ? `All ${thousands(rows)} states` : `${thousands(near)} of ${thousands(rows)} states`;
  return {
    level: near < rows / 100 ? 1 : 0,
    text: `${part} of the batch lay ${where}, and now [new:${said}]${expected && `, ${expected}`}.`,
  };
}

/** π at the point: "π(right | s) = 0.731", or a mean and its deviation. */
export function sayPolicy({ kind, action, deviation }: Atlas, { policy }: Spot): string {
  if (kind === 'discrete') return `*π*(${action} | *s*) = ${probability(policy)}`;
  return `${action} = ${fixed(policy)} ± ${fixed(deviation ?? 0)}`;
}
