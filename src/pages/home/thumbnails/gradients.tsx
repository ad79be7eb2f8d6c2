import { range } from 'd3';
import { dimensionPaths } from '../../../charts/dimension.ts';
import { normal } from '../../../engine/rng.ts';
import { density, score } from '../../../exact/gaussian.ts';
import { probability } from '../../../exact/sigmoid.ts';
import { acrossScale, Curve, Dot, Ground, HEIGHT, Thumbnail, upScale } from './frame.tsx';

const STANDARD = { mean: 0, sigma: 1 };
const SEED = 5;

/** Samples on a density, each pulled by its score in the mean. */
export function Scores() {
  const x = acrossScale(-3, 3);
  const y = upScale(0, 0.44);
  const samples = range(12)
    .map((i) => normal(SEED, 'action', 0, i))
    .filter((sample) => Math.abs(sample) < 2.4);
  return (
    <Thumbnail>
      <Ground />
      <Curve of={(at) => density(STANDARD, at)} from={-3} to={3} x={x} y={y} className="data s-old" />
      {samples.map((sample) => {
        const at = [x(sample), y(density(STANDARD, sample))] as const;
        const end = [x(sample + 0.32 * score(STANDARD, sample)[0]), at[1]] as const;
        return (
          <g key={sample}>
            <Dot x={at[0]} y={at[1]} r={2} className="f-ink" />
            {Math.abs(end[0] - at[0]) > 2 &&
              dimensionPaths({ from: at, to: end, stroke: 's-ink', fill: 'f-ink', open: true, width: 1 }).map(
                (path) => <path key={path.class} d={path.d} className={path.class} style={{ strokeWidth: 1 }} />,
              )}
          </g>
        );
      })}
    </Thumbnail>
  );
}

/** The same estimate many times over, without a baseline and with one: stacked dots about the same mean. */
export function Clouds() {
  const x = acrossScale(-3, 3);
  const cell = 4.4;
  const rows = [
    { middle: 24, deviation: 1.05, className: 'f-old' },
    { middle: 58, deviation: 0.36, className: 'f-new' },
  ];
  return (
    <Thumbnail>
      <line className="ax" x1={x(0)} x2={x(0)} y1={2} y2={HEIGHT - 4} />
      {rows.map(({ middle, deviation, className }, row) => {
        const heights = new Map<number, number>();
        return range(46).map((i) => {
          const estimate = Math.max(-2.9, Math.min(2.9, deviation * normal(SEED, 'action', 1 + row, i)));
          const column = Math.round(x(estimate) / cell);
          const n = (heights.get(column) ?? 0) + 1;
          heights.set(column, n);
          const y = middle + (n % 2 ? 1 : -1) * Math.floor(n / 2) * cell;
          return (
            n < 8 && <Dot key={`${className}${column} ${n}`} x={column * cell} y={y} r={1.8} className={className} />
          );
        });
      })}
    </Thumbnail>
  );
}

/** The same Δθ = −2 on the sigmoid, where it does nothing and where it ruins the policy. */
export function Steps() {
  const x = acrossScale(-6, 8);
  const y = upScale(0, 1);
  return (
    <Thumbnail>
      <Ground />
      <Curve of={probability} from={-6} to={8} x={x} y={y} className="thin s-ink" />
      {[6, 2].map((theta) => (
        <g key={theta}>
          <Curve of={probability} from={theta - 2} to={theta} x={x} y={y} className="data s-euclid" />
          <Dot x={x(theta)} y={y(probability(theta))} className="f-old" />
          <Dot x={x(theta - 2)} y={y(probability(theta - 2))} className="f-new" />
        </g>
      ))}
    </Thumbnail>
  );
}
