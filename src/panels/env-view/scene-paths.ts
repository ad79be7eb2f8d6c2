import { dimensionPaths } from '../../charts/dimension.ts';
import type { Label } from '../../charts/labels.ts';
import { type Path, pathOf } from '../../charts/paths.ts';
import type { Scene, Shape, ShapeRole } from '../../engine/envs/environment.ts';

/** Where a scene is drawn, in CSS px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneLook {
  readonly u: number;
  /** One copy with its annotations, or one of many. */
  readonly large: boolean;
  /** An episode that has ended stands quietly. */
  readonly ended: boolean;
}

/** From world to px: the same scale both ways, the scene's floor on the box's floor. */
export interface Projection {
  readonly x: (worldX: number) => number;
  readonly y: (worldY: number) => number;
  /** Px of one unit of the world. */
  readonly scale: number;
}

export function project(scene: Scene, box: Box): Projection {
  const [x0, x1] = scene.x;
  const [y0, y1] = scene.y;
  const scale = Math.min(box.width / (x1 - x0), box.height / (y1 - y0));
  const middle = box.x + box.width / 2;
  const floor = box.y + box.height;
  return { scale, x: (at) => middle + (at - (x0 + x1) / 2) * scale, y: (at) => floor - (at - y0) * scale };
}

/** The shapes of a scene as paths, in its own order. */
export function scenePaths(scene: Scene, to: Projection, look: SceneLook): Path[] {
  return scene.shapes.flatMap((shape) => (shape.kind === 'label' ? [] : shapePaths(shape, to, look)));
}

/** Its words; they step aside from the edges of the box. */
export function sceneLabels(scene: Scene, to: Projection): Label[] {
  return scene.shapes.flatMap((shape) =>
    shape.kind === 'label'
      ? [{ x: to.x(shape.x), y: to.y(shape.y), text: shape.text, anchor: shape.anchor, class: 'halo' }]
      : [],
  );
}

function shapePaths(shape: Exclude<Shape, { kind: 'label' }>, to: Projection, look: SceneLook): Path[] {
  switch (shape.kind) {
    case 'line': {
      const d = pathOf(shape.points.map(([x, y]) => [to.x(x), to.y(y)]));
      return [{ d, ...strokeOf(shape.role, look) }];
    }
    case 'rect': {
      const [x, y] = [to.x(shape.x), to.y(shape.y + shape.height)];
      const [width, height] = [shape.width * to.scale, shape.height * to.scale];
      return [{ d: `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`, ...solidOf(shape.role, look) }];
    }
    case 'circle': {
      const r = shape.radius * to.scale;
      const d = `M${n(to.x(shape.x) - r)} ${n(to.y(shape.y))}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
      return [{ d, ...solidOf(shape.role, look) }];
    }
    case 'arrow':
      return dimensionPaths({
        from: [to.x(shape.from[0]), to.y(shape.from[1])],
        to: [to.x(shape.to[0]), to.y(shape.to[1])],
        stroke: 's-ink',
        fill: 'f-ink',
        open: true,
        width: 1.5 * look.u,
      });
  }
}

const n = (value: number): string => value.toFixed(2);

/** How a line of that role is drawn. */
function strokeOf(role: ShapeRole, { u, large, ended }: SceneLook): Omit<Path, 'd'> {
  const ink = ended ? 'var(--line-strong)' : 'var(--ink)';
  if (role === 'limb')
    return {
      class: 'f-none',
      style: `stroke:${ink};stroke-width:${(large ? 4.5 : 2) * u};stroke-linecap:round;stroke-linejoin:round`,
    };
  if (role === 'body' || role === 'action')
    return { class: 'f-none', style: `stroke:${ink};stroke-width:${(large ? 1.5 : 1) * u}` };
  return { class: role === 'ground' && large && !ended ? 'ax' : 'hair' };
}

/** How an area of that role is drawn: a body is paper with an edge of ink. */
function solidOf(role: ShapeRole, { u, large, ended }: SceneLook): Omit<Path, 'd'> {
  const ink = ended ? 'var(--line-strong)' : 'var(--ink)';
  if (role === 'limb' || role === 'action') return { class: '', style: `fill:${ink}` };
  if (role === 'body')
    return { class: 'f-paper', style: `stroke:${ink};stroke-width:${(large ? 1.5 : 1) * u};stroke-linejoin:round` };
  return { class: 'hair' };
}
