import type { Frame } from '../../charts/figure.ts';
import { fixed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { layer } from '../../charts/layer.ts';
import { coordinatesOf, type Gaussian, klDivergence, type Pair, policyAt } from '../../exact/gaussian.ts';
import { snap } from '../snap.ts';
import { drawNames } from './draw-names.ts';
import { drawPlane, type Shapes, shapesOf } from './draw-plane.ts';
import { drawReading } from './draw-reading.ts';
import { drawSteps } from './draw-steps.ts';
import { inside, type Plane, placeAt, planeOf } from './plane.ts';
import type { Geometry, GeometryState } from './quantities.ts';

export type Change = (change: Partial<GeometryState>) => void;

/** What is kept between redraws and no link carries. */
export interface Touch {
  /** The step that goes with the grey point, as it was when its drag began. */
  carried: Pair | null;
  /** Where the reader points. */
  point: Pair | null;
}

/** The parameter space: what is equally far from θ_old, in which sense, and the step. */
export function drawGeometry(frame: Frame, quantities: Geometry, touch: Touch, set: Change): void {
  const { svg } = frame;
  const plane = planeOf(frame, quantities.by);
  const shapes = shapesOf(plane, quantities);
  drawPlane(svg, plane, shapes);
  drawNames(svg, plane, shapes, quantities, drawSteps(svg, plane, quantities));
  drawReading(frame, plane, quantities, touch);
  handles(layer(svg, 'handles'), [
    oldHandle(plane, quantities, touch, set),
    newHandle(plane, quantities, set),
    ...(plane.narrow ? [] : radiusHandles(plane, shapes, quantities, set)),
  ]);
}

/** Units that an arrow key moves a handle by. */
const KEY = 0.05;
const MEAN = { step: 0.01, min: -2.6, max: 2.6 } as const;
const SIGMA = { step: 0.01, min: 0.2, max: 2 } as const;

/** The policy at a point, on the field's steps and inside its range. */
function nearest(point: Pair, plane: Plane): Gaussian {
  // below σ = 0 and σ² = 0 the nearest policy is the narrowest
  const sigma = policyAt(point, plane.by)?.sigma ?? SIGMA.min;
  return {
    mean: snap(point[0], MEAN.step, MEAN.min, MEAN.max),
    sigma: snap(sigma, SIGMA.step, SIGMA.min, SIGMA.max),
  };
}

const sayPolicy = ({ mean, sigma }: Gaussian): string => `mean ${fixed(mean)}, standard deviation ${fixed(sigma)}`;

/** θ_old; a step by hand goes with it. */
function oldHandle(plane: Plane, { old, from, step, state }: Geometry, touch: Touch, set: Change): Handle {
  const [x, y] = placeAt(plane, from);
  const move = (to: Pair, carried: Pair) => {
    const policy = nearest(to, plane);
    const at = coordinatesOf(policy, plane.by);
    const moved = nearest([at[0] + carried[0], at[1] + carried[1]], plane);
    const along = state.step === 'hand' ? { muNew: moved.mean, sigmaNew: moved.sigma } : {};
    set({ muOld: policy.mean, sigmaOld: policy.sigma, ...along });
  };
  return {
    x,
    y,
    fill: 'f-old',
    grip: 'xy',
    label: 'old policy',
    value: old.sigma,
    min: SIGMA.min,
    max: SIGMA.max,
    valueText: sayPolicy(old),
    onDrag(px, py) {
      // the step as it was when the drag began: what the edges cut off comes back
      touch.carried ??= step;
      move([plane.x.invert(px), plane.y.invert(py)], touch.carried);
    },
    onDrop() {
      touch.carried = null;
    },
    onStep: (dx, dy) => move([from[0] + dx * KEY, from[1] + dy * KEY], step),
  };
}

/** θ_new; to take hold of it is to step by hand. */
function newHandle(plane: Plane, { to, new: policy }: Geometry, set: Change): Handle {
  const [x, y] = inside(plane, placeAt(plane, to));
  const move = (point: Pair) => {
    const { mean, sigma } = nearest(point, plane);
    set({ step: 'hand', muNew: mean, sigmaNew: sigma });
  };
  return {
    x,
    y,
    fill: 'f-new',
    grip: 'xy',
    label: 'new policy',
    value: policy?.sigma ?? 0,
    min: 0,
    max: SIGMA.max,
    valueText: policy ? sayPolicy(policy) : 'none: the step leaves the parameter space',
    onDrag: (px, py) => move([plane.x.invert(px), plane.y.invert(py)]),
    onStep: (dx, dy) => move([to[0] + dx * KEY, to[1] + dy * KEY]),
  };
}

/** δ at the top of the true contour, ‖d‖ at the left of the ball; not where they would lie under a policy. */
function radiusHandles(plane: Plane, { contour }: Shapes, { old, from, to, state }: Geometry, set: Change): Handle[] {
  const { u, x, y, by } = plane;
  const setDelta = (delta: number) => set({ delta: snap(delta, 0.01, 0.02, 0.4) });
  const setRadius = (radius: number) => set({ radius: snap(radius, 0.05, 0.1, 1) });
  const top = contour.reduce((best, point) => (point[1] < best[1] ? point : best));
  const common = { radius: 4.5 * u, grip: 'none' } as const;
  const both: Handle[] = [
    {
      ...common,
      x: x(from[0]),
      y: top[1],
      fill: 'f-kl',
      label: 'trust-region radius δ',
      value: state.delta,
      min: 0.02,
      max: 0.4,
      valueText: `${fixed(state.delta)} nats`,
      onDrag: (_, py) => {
        const policy = policyAt([from[0], plane.y.invert(py)], by);
        if (policy && policy.sigma > old.sigma) setDelta(klDivergence(old, policy));
      },
      onStep: (dx, dy) => setDelta(state.delta + (dx || dy) * 0.01),
    },
    {
      ...common,
      x: x(from[0] - state.radius),
      y: y(from[1]),
      fill: 'f-euclid',
      label: 'radius of the ball',
      value: state.radius,
      min: 0.1,
      max: 1,
      valueText: fixed(state.radius),
      onDrag: (px) => setRadius(from[0] - x.invert(px)),
      onStep: (dx, dy) => setRadius(state.radius + (dx || dy) * 0.05),
    },
  ];
  const clear = (handle: Handle, point: Pair) => {
    const [px, py] = placeAt(plane, point);
    return Math.hypot(handle.x - px, handle.y - py) > 24 * u;
  };
  return both.filter(
    (handle) => clear(handle, from) && clear(handle, to) && handle.y > plane.top && handle.x > plane.left,
  );
}
