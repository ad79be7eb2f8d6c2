import { clipLine } from '../../../charts/clip-line.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../../charts/paths.ts';
import { placeLabels } from '../../../charts/place-labels.ts';
import { type Measured, throughPoint, valueAt } from '../../../exact/power-law.ts';
import type { Course } from '../courses.ts';
import type { Layout, Quantity } from './layout.ts';
import { COLOUR, NAMES } from './names.ts';

/** Before anything is measured slopes hang on the smallest policy: n and milliseconds. */
const ORIGIN: Measured = [11, 3e-3];

/** What was measured, solid; what its fitted slope says of larger policies, dashed; before, what theory says of the slopes. */
export function drawCourses(
  svg: SVGSVGElement,
  layout: Layout,
  courses: readonly Course[],
  quantity: Quantity,
  { named }: { readonly named: boolean },
): void {
  const { x, y, right, em, u, narrow, top, bottom } = layout;
  const end = x.invert(right);
  const lines: Path[] = [];
  const marks: Dot[] = [];
  const names: (Label & { readonly y: number })[] = [];
  for (const { part, points, power, beyond, theory } of courses) {
    const colour = COLOUR[part];
    const from = points.at(-1)?.[0] ?? ORIGIN[0];
    const byTheory = throughPoint(theory, points.at(-1) ?? ORIGIN);
    const onwards = beyond ?? ((n: number) => valueAt(byTheory, n));
    const place = ([n, value]: Measured): [number, number] => [x(n), y(value)];
    const line = [from, Math.sqrt(from * end), end].map((n) => place([n, onwards(n)]));
    lines.push({
      d: clipLine(line, top, bottom).map(pathOf).join(''),
      class: `thin s-${colour} dash`,
      style: beyond ? '' : 'opacity:.6',
    });
    lines.push({ d: pathOf(points.map(place)), class: `data s-${colour}` });
    for (const point of points) {
      const [cx, cy] = place(point);
      const hollow = part === 'build' && quantity === 'time';
      marks.push({
        x: cx,
        y: cy,
        r: (narrow ? 2.2 : 3) * u,
        class: hollow ? `f-paper s-${colour}` : `f-${colour}`,
        ...(hollow && { style: `stroke-width:${1.5 * u}` }),
      });
    }
    const slope = fixed(power ?? theory, power === null || quantity === 'memory' ? 0 : 2);
    const name = NAMES[quantity][part][narrow ? 1 : 0];
    names.push({
      x: narrow ? right : right + em * 0.7,
      y: y(onwards(end)),
      text: `${name} ∝ *n*${slope === '1' ? '' : `^{${slope}}`}`,
      class: `halo t-${colour}`,
      anchor: narrow ? 'end' : 'start',
    });
  }
  paths(layer(svg, 'courses'), lines);
  dots(layer(svg, 'measured'), marks);
  // beside the ends there is room; on phones names stand on the lines, a little above their ends
  const middles = placeLabels(
    names.map((name) => name.y - (narrow ? em * 1.1 : 0)),
    em * 1.35,
    [top - em * 0.4, bottom - em],
  );
  labels(layer(svg, 'course-names'), named ? names.map((name, i) => ({ ...name, y: middles[i]! + em * 0.35 })) : []);
}
