import { percent, thousands } from '../../charts/format.ts';
import type { Judgement } from '../panel.ts';
import type { Estimate } from './courses.ts';
import type { Findings, Price } from './findings.ts';
import { sayBytes, sayDuration, sayFactor } from './units.ts';

/** Of one update: what nobody notices, and what nobody waits for. Milliseconds and bytes. */
const LIGHT = { milliseconds: 100, bytes: 1e8 };
const HEAVY = { milliseconds: 2000, bytes: 1e9 };

/** What it costs to write F down for the chosen policy, and what it costs not to. */
export function judge({ costs, chosen }: Findings): Judgement {
  const { parameters: n, choleskyTime, productsTime } = chosen;
  const level = levelOf(chosen);
  const held = `[b:${sayBytes(chosen.choleskyBytes)}]`;
  const subject = `With *n* = ${thousands(n)} parameters`;
  if (!choleskyTime || !productsTime) {
    const waiting = costs.status === 'measuring' ? 'The times follow.' : 'What that takes in time, Measure will tell.';
    return {
      level,
      text: `${subject}, [kl:*F*] has ${thousands(n * n)} entries; with its factor it fills ${held}. ${waiting}`,
    };
  }
  const explicit = `writing [kl:*F*] down and factorising it takes [b:${sayDuration(choleskyTime.value)}]${hedge(choleskyTime)} and ${held}`;
  const implicit = `ten products [kl:*F v*] take ${sayDuration(productsTime.value)}${hedge(productsTime)}`;
  const factor = choleskyTime.value / productsTime.value;
  const compared =
    factor >= 1.5
      ? `, [b:${sayFactor(factor)} times] less`
      : factor > 1 / 1.5
        ? ', about as long'
        : `, ${sayFactor(1 / factor)} times as long`;
  return { level, text: `${subject}, ${explicit}; ${implicit}${compared}${reserve(costs)}.` };
}

/** Parts of x by which ten iterations may miss it before that is worth a word. */
const TOLERABLE = 0.02;

/** Cheap is not yet right: what ten iterations leave undone where damping is small. */
function reserve({ costs }: Findings['costs']): string {
  const both = costs.findLast(({ difference }) => difference !== null);
  if (!both || both.difference! < TOLERABLE) return '';
  return `, and their *x* is ${percent(both.difference!)} off at *n* = ${thousands(both.parameters)}`;
}

const hedge = ({ how }: Estimate): string => (how === 'beyond' ? ' by the fitted slope' : '');

/** How heavy the explicit way is. */
function levelOf({ choleskyTime, choleskyBytes }: Price): Judgement['level'] {
  const milliseconds = choleskyTime?.value ?? 0;
  if (milliseconds > HEAVY.milliseconds || choleskyBytes > HEAVY.bytes) return 2;
  if (milliseconds > LIGHT.milliseconds || choleskyBytes > LIGHT.bytes) return 1;
  return 0;
}
