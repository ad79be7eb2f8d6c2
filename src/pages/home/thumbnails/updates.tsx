import { range } from 'd3';
import { pathOf } from '../../../charts/paths.ts';
import { normal } from '../../../engine/rng.ts';
import { type Gaussian, klDivergence, logDensity } from '../../../exact/gaussian.ts';
import { klContour } from '../../../exact/gaussian-geometry.ts';
import { banditTrials, UPDATES } from '../bandit-trials.ts';
import { acrossScale, Curve, Dot, Ground, HEIGHT, Thumbnail, upScale } from './frame.tsx';

const BEFORE: Gaussian = { mean: 0, sigma: 1 };
const AFTER: Gaussian = { mean: 0.2, sigma: 1 };
const STEPS = 40;

/** Products of importance weights over time, in logarithms: they wander off, each its own way. */
export function Ratios() {
  const x = acrossScale(0, STEPS);
  const y = upScale(-3.4, 3.4);
  return (
    <Thumbnail>
      {range(6).map((path) => {
        let product = 0;
        const points = range(STEPS + 1).map((t): [number, number] => {
          const action = normal(9, 'action', path, t);
          if (t > 0) product += logDensity(AFTER, action) - logDensity(BEFORE, action);
          return [x(t), Math.max(2, Math.min(HEIGHT - 2, y(product)))];
        });
        return <path key={path} className="thin s-new" opacity={0.75} d={pathOf(points)} />;
      })}
      <line className="ax" x1={x(0)} x2={x(STEPS)} y1={y(0)} y2={y(0)} />
    </Thumbnail>
  );
}

const CENTRE: Gaussian = { mean: 0, sigma: 0.8 };
const DELTA = 0.12;
const FAR: Gaussian = { mean: 0.85, sigma: 1.3 };

/** A trust region, and a line search that comes back along its step until it is inside. */
export function Search() {
  const x = acrossScale(-0.75, 1.1);
  const y = upScale(0.45, 1.4);
  const at = ({ mean, sigma }: Gaussian): [number, number] => [x(mean), y(sigma)];
  const part = (factor: number): Gaussian => ({
    mean: CENTRE.mean + factor * (FAR.mean - CENTRE.mean),
    sigma: CENTRE.sigma + factor * (FAR.sigma - CENTRE.sigma),
  });
  const factors = range(8).map((j) => 0.8 ** j);
  const accepted = factors.findIndex((factor) => klDivergence(CENTRE, part(factor)) <= DELTA);
  const [x1, y1] = at(CENTRE);
  const [x2, y2] = at(FAR);
  return (
    <Thumbnail>
      <path className="data s-kl w-kl" d={`${pathOf(klContour(CENTRE, DELTA).map(at))}Z`} />
      <line className="thin s-ink" opacity={0.5} x1={x1} y1={y1} x2={x2} y2={y2} />
      {factors.slice(0, accepted + 1).map((factor, j) => {
        const [cx, cy] = at(part(factor));
        return <Dot key={factor} x={cx} y={cy} className={j === accepted ? 'f-new' : 'thin f-paper s-new'} />;
      })}
      <Dot x={x1} y={y1} className="f-old" />
    </Thumbnail>
  );
}

const EPSILON = 0.2;

/** The clipped objective for both signs of Â. */
export function Clip() {
  const halves = [
    { sign: 1, left: 4, low: 0.5, high: 1.45, className: 's-pos' },
    { sign: -1, left: 86, low: -1.5, high: -0.55, className: 's-neg' },
  ];
  return (
    <Thumbnail>
      {halves.map(({ sign, left, low, high, className }) => {
        const x = (ratio: number) => left + (ratio - 0.5) * 70;
        const y = upScale(low, high);
        const clipped = (ratio: number) =>
          Math.min(sign * ratio, sign * Math.max(1 - EPSILON, Math.min(1 + EPSILON, ratio)));
        return (
          <g key={sign}>
            <line className="gr" x1={x(1)} x2={x(1)} y1={6} y2={HEIGHT - 6} />
            <Curve of={(ratio) => sign * ratio} from={0.5} to={1.45} x={x} y={y} className="thin s-old" />
            <Curve of={clipped} from={0.5} to={1.45} x={x} y={y} className={`data ${className}`} />
          </g>
        );
      })}
    </Thumbnail>
  );
}

/** Means over twelve seeds of REINFORCE on two arms, at four step sizes: some are quicker, some never arrive. */
export function Race() {
  const x = acrossScale(0, UPDATES);
  const y = upScale(0, 1);
  const runners = [
    { stepSize: 0.3, hue: 'reinforce' },
    { stepSize: 1, hue: 'a2c' },
    { stepSize: 3, hue: 'ppo-clip' },
    { stepSize: 60, hue: 'is-pg' },
  ];
  return (
    <Thumbnail>
      <Ground />
      {runners.map(({ stepSize, hue }) => {
        const trials = banditTrials(stepSize);
        const mean = (update: number) => trials.reduce((sum, curve) => sum + curve[update]! / trials.length, 0);
        const points = range(UPDATES + 1).map((update): [number, number] => [x(update), y(mean(update))]);
        return <path key={hue} className="data" style={{ stroke: `var(--alg-${hue})` }} d={pathOf(points)} />;
      })}
    </Thumbnail>
  );
}
