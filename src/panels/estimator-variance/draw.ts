import type { Frame } from '../../charts/figure.ts';
import { fixed, signed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { layer } from '../../charts/layer.ts';
import { expectedReward } from '../../exact/bandit-estimators.ts';
import { snap } from '../snap.ts';
import type { Clouds } from './clouds.ts';
import { drawClouds } from './draw-clouds.ts';
import { drawPolicy } from './draw-policy.ts';
import { type Layout, LOGITS, layoutOf } from './layout.ts';
import { BANDIT, type EstimatorState, type Quantities, qualityNamed } from './quantities.ts';

type Change = (change: Partial<EstimatorState>) => void;

const LOGIT_STEP = 0.05;
const ERROR_STEP = 0.1;
const MOST_ERROR = 5;

/** The policy, and five clouds of estimates of its gradient. */
export function drawEstimators(frame: Frame, quantities: Quantities, clouds: Clouds, set: Change): void {
  const layout = layoutOf(frame, quantities);
  drawClouds(frame, layout, quantities, clouds);
  drawPolicy(frame, layout, quantities);
  handles(layer(frame.svg, 'handles'), [
    policyHandle(layout, quantities, set),
    ...(quantities.state.problem === 'bandit' ? [] : [errorHandle(layout, quantities, set)]),
  ]);
}

function policyHandle({ policy: { x, y } }: Layout, { state }: Quantities, set: Change): Handle {
  const { theta1, theta2, problem } = state;
  const isBandit = problem === 'bandit';
  const to = (first: number, second: number) =>
    set({
      theta1: snap(first, LOGIT_STEP, ...LOGITS),
      theta2: isBandit ? theta2 : snap(second, LOGIT_STEP, ...LOGITS),
    });
  return {
    x: x(theta1),
    y: isBandit ? y(expectedReward(BANDIT, theta1)) : y(theta2),
    fill: 'f-old',
    grip: isBandit ? 'x' : 'xy',
    label: isBandit ? 'policy, theta' : 'policy, logits of staying in i and in j',
    value: theta1,
    min: LOGITS[0],
    max: LOGITS[1],
    valueText: isBandit ? fixed(theta1) : `${fixed(theta1)} and ${fixed(theta2)}`,
    onDrag: (px, py) => to(x.invert(px), y.invert(py)),
    onStep: (dx, dy) => to(theta1 + (isBandit ? dx || dy : dx) * 2 * LOGIT_STEP, theta2 + dy * 2 * LOGIT_STEP),
  };
}

/** The wrong critic's mean: it moves along a line, as its bias is proportional to its error. */
function errorHandle({ clouds, u }: Layout, quantities: Quantities, set: Change): Handle {
  const { x, y, left, right, top, bottom } = clouds.wrong;
  const { error } = quantities.state;
  const start = qualityNamed(quantities, 'critic').mean;
  const { mean } = qualityNamed(quantities, 'wrong');
  const { perError } = quantities;
  const along = [x(start[0] + perError[0]) - x(start[0]), y(start[1] + perError[1]) - y(start[1])] as const;
  const square = along[0] ** 2 + along[1] ** 2;
  const to = (wanted: number) => set({ error: snap(wanted, ERROR_STEP, -MOST_ERROR, MOST_ERROR) });
  return {
    x: Math.max(left, Math.min(right, x(mean[0]))),
    y: Math.max(top, Math.min(bottom, y(mean[1]))),
    fill: 'f-ink',
    grip: 'none',
    radius: 4 * u,
    label: 'error of the wrong critic in state j',
    value: error,
    min: -MOST_ERROR,
    max: MOST_ERROR,
    valueText: `${signed(error, 1)}, a bias of ${fixed(Math.hypot(...qualityNamed(quantities, 'wrong').bias))}`,
    // where the bias is hardly a pixel for a unit of error, a pointer says nothing
    onDrag: (px, py) => {
      if (square > 1) to(((px - x(start[0])) * along[0] + (py - y(start[1])) * along[1]) / square);
    },
    onStep: (dx, dy) => to(error + (dx || dy) * ERROR_STEP),
    onEnd: (side) => to(side * MOST_ERROR),
  };
}
