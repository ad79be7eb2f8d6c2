import type { Environment, Scene, Shape, ShapeRole } from '../../engine/envs/environment.ts';

const WIDTH = 160;
const HEIGHT = 84;

/** An environment's own drawing at several moments on top of each other, the latest in full ink. */
export function SceneThumbnail({
  environment,
  states,
}: {
  readonly environment: Environment;
  readonly states: readonly ArrayLike<number>[];
}) {
  const scenes = states.map((state) => environment.scene(state, null, 'small'));
  const first = scenes[0];
  if (!first) return null;
  const fit = fitOf(first);
  return (
    <svg className="scene-thumb" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {scenes.map((scene, i) => {
        const last = i === scenes.length - 1;
        const moving = scene.shapes.filter(({ kind, ...shape }) => kind !== 'label' && (last || !isStill(shape)));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: moments in their order
          <g key={i} opacity={last ? 1 : 0.12 + (0.4 * i) / scenes.length}>
            {moving.map((shape, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a drawing's shapes have no other name
              <Mark key={j} shape={shape} fit={fit} />
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** World to thumbnail: the same scale both ways, y turned over. */
interface Fit {
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  readonly scale: number;
}

function fitOf({ x: [left, right], y: [bottom, top] }: Scene): Fit {
  const margin = 4;
  const scale = Math.min((WIDTH - 2 * margin) / (right - left), (HEIGHT - 2 * margin) / (top - bottom));
  return {
    scale,
    x: (x) => WIDTH / 2 + (x - (left + right) / 2) * scale,
    y: (y) => HEIGHT - margin - (y - bottom) * scale,
  };
}

const STROKES: Readonly<Record<ShapeRole, string>> = {
  body: 's-ink f-paper',
  limb: 's-ink scene-limb',
  ground: 'hair',
  limit: 'hair',
  action: 's-new',
  quiet: 'gr',
};

const isStill = (shape: object) => 'role' in shape && (shape.role === 'ground' || shape.role === 'limit');

function Mark({ shape, fit: { x, y, scale } }: { readonly shape: Shape; readonly fit: Fit }) {
  switch (shape.kind) {
    case 'line':
      return (
        <path
          className={STROKES[shape.role]}
          fill="none"
          d={`M${shape.points.map(([px, py]) => `${x(px)} ${y(py)}`).join('L')}`}
        />
      );
    case 'rect':
      return (
        <rect
          className={STROKES[shape.role]}
          x={x(shape.x)}
          y={y(shape.y + shape.height)}
          width={shape.width * scale}
          height={shape.height * scale}
        />
      );
    case 'circle':
      return (
        <circle
          className={shape.role === 'action' ? 'f-new' : STROKES[shape.role]}
          cx={x(shape.x)}
          cy={y(shape.y)}
          r={Math.max(1.8, shape.radius * scale)}
        />
      );
    case 'arrow':
      return (
        <path
          className={STROKES[shape.role]}
          fill="none"
          d={`M${x(shape.from[0])} ${y(shape.from[1])}L${x(shape.to[0])} ${y(shape.to[1])}`}
        />
      );
    case 'label':
      return null;
  }
}
