import { z } from 'zod';
import { KNOTS, REWARD_SHAPES } from '../exact/rewards.ts';
import { snap } from './snap.ts';

/** What the hand-drawn function may reach, and the step of a drag. */
export const DRAWN_END = 3;
const DRAWN_STEP = 0.1;

/** State of a panel whose function f one chooses or draws by hand. */
export const rewardFields = {
  f: z
    .enum(REWARD_SHAPES)
    .meta({
      label: 'function',
      symbol: '*f*',
      doc: 'What is to be maximised on average. Drawn by hand, its knots can be dragged.',
      choices: { line: 'line', bowl: 'parabola', hill: 'hill', step: 'step', zigzag: 'zigzag', drawn: 'drawn by hand' },
    })
    .default('bowl'),
  drawn: z
    .string()
    .regex(/^-?[0-3](\.\d)?(,-?[0-3](\.\d)?){8}$/, 'nine numbers from -3 to 3, joined by ","')
    .meta({ label: 'knots', doc: 'The hand-drawn function at −4, −3, …, 4.' })
    .default('-1,-1,0.5,1.5,0,-1,1,2.5,2'),
};

/** The nine values that the text stands for. */
export const drawnValues = (text: string): readonly number[] =>
  text.split(',').map((value) => Math.max(-DRAWN_END, Math.min(DRAWN_END, Number(value))));

/** The text with one knot moved. */
export function withKnot(text: string, knot: number, value: number): string {
  const moved = snap(value, DRAWN_STEP, -DRAWN_END, DRAWN_END);
  return KNOTS.map((_, i) => (i === knot ? moved : drawnValues(text)[i])).join(',');
}
