import { thousands } from '../../charts/format.ts';
import { parametersOf } from '../../state/fisher-cost.ts';
import type { Reading } from '../Readings.tsx';
import type { Estimate } from './courses.ts';
import { type Findings, priceAt } from './findings.ts';
import { sayBytes, sayDuration } from './units.ts';

/** Policies that one has in mind: the usual one, and one of a million parameters. */
const LANDMARKS = [64, 996];

/** Time and memory of both methods, for the chosen policy and for the landmarks. */
export function readingsOf({ time, memory, chosen, costs }: Findings): readonly Reading[] {
  const sizes = [...new Set([chosen.parameters, ...LANDMARKS.map(parametersOf)])];
  const rows = sizes.flatMap((n): Reading[] => {
    const { choleskyTime, productsTime, choleskyBytes, productsBytes } = priceAt({ time, memory }, n);
    const name = `*n* = ${thousands(n)}`;
    return [
      { label: `${name}, Cholesky`, value: `${say(choleskyTime)} · ${sayBytes(choleskyBytes)}`, colour: 'kl' },
      { label: `${name}, ten *F v*`, value: `${say(productsTime)} · ${sayBytes(productsBytes)}` },
    ];
  });
  const both = costs.costs.findLast(({ difference }) => difference !== null);
  if (both)
    rows.push({
      label: `their *x* differ, at *n* = ${thousands(both.parameters)}, by`,
      value: `${Number((both.difference! * 100).toPrecision(2))} %`,
    });
  return rows;
}

/** An en dash before it is known; "≈" where it goes by the fitted slope. */
function say(time: Estimate | null): string {
  if (!time) return '–';
  return `${time.how === 'beyond' ? '≈ ' : ''}${sayDuration(time.value)}`;
}
