import { byMagnitude } from '../../charts/format.ts';
import type { LineValue } from '../../engine/run-events.ts';

/** A plain plural, such as "steps" or "episodes ended": what counts stand before. */
const COUNTED = /^[a-z]+[^s]s\b/;

/** A live value in rich-text markup: "KL 0.0082", "4,096 steps". */
export function writeValue({ label, value }: LineValue): string {
  if (typeof value === 'string') return label ? `${label} ${value}` : value;
  if (Number.isInteger(value) && value >= 0 && COUNTED.test(label))
    return `${byMagnitude(value)} ${value === 1 ? label.replace(/s\b/, '') : label}`;
  return `${label} ${byMagnitude(value)}`.trim();
}
