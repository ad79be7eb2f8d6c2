import { range } from 'd3';
import { density, type Gaussian } from '../../../exact/gaussian.ts';
import { fisherInformation, klDivergence } from '../../../exact/sigmoid.ts';
import { gradient, naturalGradient, type TwoStateProblem } from '../../../exact/two-state.ts';
import { acrossScale, Curve, Dot, Ground, Thumbnail, upScale } from './frame.tsx';

const OLD: Gaussian = { mean: -0.6, sigma: 1 };
const NEW: Gaussian = { mean: 0.9, sigma: 0.62 };

/** Two policies, near in parameters and far apart as distributions. */
export function Densities() {
  const x = acrossScale(-4, 5);
  const y = upScale(0, 0.7);
  return (
    <Thumbnail>
      <Ground />
      <Curve of={(at) => density(OLD, at)} from={-4} to={5} x={x} y={y} className="data s-old" />
      <Curve of={(at) => density(NEW, at)} from={-4} to={5} x={x} y={y} className="data s-new" />
    </Thumbnail>
  );
}

const THETA = 1.2;

/** KL along Δθ and its quadratic model: the same value, slope and curvature at 0, and then not. */
export function Taylor() {
  const x = acrossScale(-2.4, 2.4);
  const y = upScale(0, 0.62);
  const curvature = fisherInformation(THETA);
  return (
    <Thumbnail>
      <Ground />
      <Curve of={(d) => klDivergence(THETA, THETA + d)} from={-2.4} to={2.4} x={x} y={y} className="data s-kl" />
      <Curve of={(d) => 0.5 * curvature * d * d} from={-2.4} to={2.4} x={x} y={y} className="thin s-kl dash" />
      <Dot x={x(0)} y={y(0)} className="f-old" />
    </Thumbnail>
  );
}

const PROBLEM: TwoStateProblem = { rewards: [1, 2], discounting: null };

/** Vanilla and natural gradients of the two-state problem, all at one length: only where they point is shown. */
export function Fields() {
  const x = acrossScale(-4.4, 4.4);
  const y = upScale(-2.4, 2.4);
  const arrows = range(-4, 5).flatMap((a) => [-2, -2 / 3, 2 / 3, 2].map((b) => [a, b] as const));
  const line = (theta: readonly [number, number], [gx, gy]: readonly [number, number], length: number) => {
    const [dx, dy] = [gx, -gy];
    const size = Math.hypot(dx, dy) || 1;
    const [x1, y1] = [x(theta[0]), y(theta[1])];
    return { x1, y1, x2: x1 + (dx / size) * length, y2: y1 + (dy / size) * length };
  };
  return (
    <Thumbnail>
      {arrows.map((theta) => (
        <g key={theta.join()}>
          <line className="thin s-euclid" opacity={0.8} {...line(theta, gradient(PROBLEM, theta), 9)} />
          <line
            className="data s-kl"
            style={{ strokeWidth: 1.5 }}
            {...line(theta, naturalGradient(PROBLEM, theta), 9)}
          />
        </g>
      ))}
    </Thumbnail>
  );
}
