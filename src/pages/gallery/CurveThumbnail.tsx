import { scaleLinear } from 'd3';
import { pathOf } from '../../charts/paths.ts';
import { findEnvironment } from '../../engine/envs/index.ts';
import curves from '../../presets/curves.json';

const [WIDTH, HEIGHT] = [240, 84];
const CURVES = curves as unknown as Readonly<Record<string, readonly (readonly [steps: number, mean: number])[]>>;

interface CurveThumbnailProps {
  /** Runs by their id among the stored curves; a dashed one is the remedy. */
  readonly runs: readonly { readonly id: string; readonly algo: string; readonly dashed?: boolean }[];
  readonly env: string;
}

/** The mean return of the runs themselves, over their steps, as the benchmark stored it; a hairline where it counts as solved. */
export function CurveThumbnail({ runs, env }: CurveThumbnailProps) {
  const { returnRange, successThreshold } = findEnvironment(env);
  const known = runs.map(({ id }) => CURVES[id] ?? []);
  const all = known.flat();
  const x = scaleLinear([0, Math.max(1, ...all.map(([steps]) => steps))], [0, WIDTH]);
  const low = Math.min(...all.map(([, mean]) => mean), successThreshold);
  const y = scaleLinear(
    [Math.max(low, returnRange[0]), Math.max(returnRange[1], successThreshold)],
    [HEIGHT - 6, 8],
  ).clamp(true);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line className="ax" x1={0} x2={WIDTH} y1={HEIGHT - 4} y2={HEIGHT - 4} />
      <line className="hair solved" x1={0} x2={WIDTH} y1={y(successThreshold)} y2={y(successThreshold)} />
      {runs.map(({ id, algo, dashed }, i) => (
        <path
          key={id}
          className={dashed ? 'data dash' : 'data'}
          style={{ stroke: `var(--alg-${algo})` }}
          d={pathOf(known[i]!.map(([steps, mean]): [number, number] => [x(steps), y(mean)]))}
        />
      ))}
    </svg>
  );
}
