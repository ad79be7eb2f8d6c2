import { fields } from './algorithms/fields.ts';
import type { Trouble } from './monitor.ts';

/** One sentence for the Lab: what left the real numbers, where, after which step size, and what would have helped. */
export function divergenceSentence({ what, line, stepSizeKey }: Trouble, iteration: number, stepSize: number): string {
  const field = fields[stepSizeKey as keyof typeof fields];
  const name = (field?.meta() as { label?: string } | undefined)?.label ?? stepSizeKey;
  return (
    `${what[0]!.toUpperCase()}${what.slice(1)} stopped being a number at iteration ${iteration.toLocaleString('en-US')}, line ${line}, ` +
    `after steps with ${name} ${stepSize}: the step was too large.`
  );
}
