import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { type Handle, handles } from '../../../charts/handle.ts';
import { layer } from '../../../charts/layer.ts';
import { snap } from '../../snap.ts';
import type { KlStep, KlStepState } from '../quantities.ts';
import { sayKl, sayLambda } from '../verdict.ts';
import { drawLandscape } from './draw-landscape.ts';
import { drawReading, type Touch } from './draw-reading.ts';
import { drawRegion } from './draw-region.ts';
import { alongPath, drawSteps } from './draw-steps.ts';
import { LAMBDA, type Plane, planeOf } from './layout.ts';

export type Change = (change: Partial<KlStepState>) => void;

/** The parameter plane: U's contours, the trust region around θ_old, and the steps that start there. */
export function drawPlane(frame: Frame, step: KlStep, touch: Touch, set: Change): void {
  const plane = planeOf(frame);
  drawLandscape(frame.svg, plane);
  drawRegion(frame.svg, plane, step);
  drawReading(frame, plane, step, touch);
  drawSteps(frame.svg, plane, step);
  handles(layer(frame.svg, 'handles'), [oldHandle(plane, step, set), newHandle(plane, step, set)]);
}

const STEP = 0.05;
export const THETA_I = [-2, 4] as const;
export const THETA_J = [-2.5, 2.5] as const;

function oldHandle({ x, y }: Plane, { theta, objective }: KlStep, set: Change): Handle {
  const move = (first: number, second: number) =>
    set({ thetaI: snap(first, STEP, ...THETA_I), thetaJ: snap(second, STEP, ...THETA_J) });
  return {
    x: x(theta[0]),
    y: y(theta[1]),
    fill: 'f-old',
    grip: 'xy',
    label: 'old policy',
    value: theta[0],
    min: THETA_I[0],
    max: THETA_I[1],
    valueText: `theta i ${fixed(theta[0])}, theta j ${fixed(theta[1])}, U ${fixed(objective, 3)}`,
    onDrag: (px, py) => move(x.invert(px), y.invert(py)),
    onStep: (dx, dy) => move(theta[0] + dx * STEP * 2, theta[1] + dy * STEP * 2),
  };
}

/** π_new slides along the path d(λ): the nearer to θ_old, the higher λ. Where the path leaves the axes it waits. */
function newHandle(plane: Plane, step: KlStep, set: Change): Handle {
  const { x, y, unit, left, right, top, bottom } = plane;
  const { theta, natural, lambda } = step;
  const { along } = alongPath(step);
  const reach = Math.hypot(...natural) * unit;
  const from = [x(theta[0]), y(theta[1])] as const;
  const room = Math.min(
    ((along[0] > 0 ? right : left) - from[0]) / (along[0] || 1),
    ((along[1] > 0 ? bottom : top) - from[1]) / (along[1] || 1),
  );
  const at = Math.min(room, reach / lambda);
  return {
    x: from[0] + along[0] * at,
    y: from[1] + along[1] * at,
    ...lambdaHandle(step, set),
    onDrag: (px, py) => {
      const length = (px - from[0]) * along[0] + (py - from[1]) * along[1];
      set({ lambda: lambdaNear(length > 0 ? reach / length : LAMBDA[1]) });
    },
    onStep: (dx, dy) => set({ lambda: lambdaNear(lambda * 1.05 ** -(dx || dy)) }),
  };
}

/** What the two handles of λ share. */
export const lambdaHandle = ({ lambda, penalised }: KlStep, set: Change) => ({
  fill: 'f-new',
  grip: 'x' as const,
  label: 'penalty lambda',
  value: lambda,
  min: LAMBDA[0],
  max: LAMBDA[1],
  valueText: `lambda ${sayLambda(lambda)}, KL ${sayKl(penalised.kl)}`,
  onEnd: (side: -1 | 1) => set({ lambda: side < 0 ? LAMBDA[0] : LAMBDA[1] }),
});

/** λ in three significant digits. */
export const lambdaNear = (lambda: number): number =>
  Number(Math.max(LAMBDA[0], Math.min(LAMBDA[1], lambda)).toPrecision(3));
