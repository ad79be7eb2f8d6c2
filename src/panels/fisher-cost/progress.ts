import { thousands } from '../../charts/format.ts';
import { COST_LIMITS, type FisherCosts, parametersOf } from '../../state/fisher-cost.ts';
import { sayBytes, sayDuration } from './units.ts';

/**
 * Where the measurement is, in words; once it is done, what it was made with if that is no longer what is set, or where
 * Cholesky was left and why.
 *
 * @param widths hidden widths that are measured one after the other
 * @param damping as it is set now
 */
export function progressOf(
  { status, costs, limits, message, ...measured }: FisherCosts,
  widths: readonly number[],
  damping: number,
): string {
  switch (status) {
    case 'unmeasured':
      return '';
    case 'measuring': {
      const next = widths[costs.length];
      return next === undefined ? '' : `measuring n = ${thousands(parametersOf(next))} …`;
    }
    case 'failed':
      return `Stopped: ${message}`;
    case 'measured': {
      if (measured.damping !== damping) return `measured with damping ${measured.damping}`;
      const left = limits.find(({ method }) => method === 'cholesky');
      if (!left) return '';
      const cost =
        left.bytes > COST_LIMITS.bytes ? `hold ${sayBytes(left.bytes)}` : `take ${sayDuration(left.milliseconds)}`;
      return `At n = ${thousands(left.parameters)} Cholesky might ${cost}: not tried.`;
    }
  }
}
