import { bars } from '../../charts/bars.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, thousands } from '../../charts/format.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, paths } from '../../charts/paths.ts';
import { eigen, type Symmetric } from '../../exact/symmetric.ts';
import type { Quantities } from './quantities.ts';

/** Three heat maps in a column, or in a row where that is what there is room for. */
export function drawMatrices({ svg, width, height, u, em }: Frame, { state, policy, estimate }: Quantities): void {
  const inRow = width > height;
  const many = `${thousands(state.samples)}${inRow ? '' : ` outer product${state.samples === 1 ? '' : 's'}`}`;
  const matrices = [
    { name: `*F̂*, of ${many}`, matrix: estimate },
    { name: '*F* = E[*s s*^{⊤}]', matrix: policy.fisher },
    { name: inRow ? 'Hessian of KL' : 'Hessian of KL, by differences', matrix: policy.hessian },
  ];
  const strongest = Math.max(...policy.fisher.map(Math.abs));
  const room = inRow ? { width: width / 3, height } : { width, height: height / 3 };
  const cell = {
    width: Math.min((room.width - 24 * u) / 2, em * 5.4),
    height: Math.min((room.height - em * 4.6) / 2, em * 5.4),
  };
  for (const [index, { name, matrix }] of matrices.entries()) {
    const group = layer(svg, `matrix-${index}`);
    const box = {
      ...cell,
      left: 8 * u + (inRow ? index * room.width : 0),
      top: em * 1.7 + (inRow ? 0 : index * room.height),
    };
    bars(
      layer(group, 'cells'),
      entries(matrix).map((value, i) => ({
        x: box.left + (i % 2) * box.width,
        y: box.top + Math.floor(i / 2) * box.height,
        width: box.width - u,
        height: box.height - u,
        class: 'f-kl',
        style: `fill-opacity:${(0.04 + 0.5 * Math.min(1, Math.abs(value) / strongest)).toFixed(3)}`,
      })),
    );
    paths(layer(group, 'brackets'), brackets(box, u));
    labels(layer(group, 'words'), words(name, matrix, box, em, index === 0, inRow));
  }
}

/** Where a matrix stands, and how large its cells are. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const entries = ([xx, xy, yy]: Symmetric): readonly number[] => [xx, xy, xy, yy];

function brackets({ left, top, width, height }: Box, u: number): Path[] {
  const [a, b, right] = [top - 3 * u, top + 2 * height + 2 * u, left + 2 * width];
  return [
    { d: `M${left} ${a}H${left - 6 * u}V${b}H${left}`, class: 'ax' },
    { d: `M${right - u} ${a}H${right + 5 * u}V${b}H${right - u}`, class: 'ax' },
  ];
}

function words(name: string, matrix: Symmetric, box: Box, em: number, isFirst: boolean, isShort: boolean): Label[] {
  const { left, top, width, height } = box;
  const { values } = eigen(matrix);
  const decimals = isShort ? 2 : 3;
  return [
    { x: left - em * 0.5, y: top - em * 0.6, text: name, class: isFirst ? 'strong' : 'lbl' },
    ...entries(matrix).map(
      (value, i): Label => ({
        x: left + ((i % 2) + 0.5) * width,
        y: top + (Math.floor(i / 2) + 0.5) * height + em * 0.35,
        text: fixed(value, 3),
        anchor: 'middle',
        class: 't-ink',
      }),
    ),
    {
      x: left - em * 0.5,
      y: top + 2 * height + em * 1.45,
      text: `${isShort ? '*λ*' : 'eigenvalues'} ${fixed(values[0], decimals)}, ${fixed(values[1], decimals)}`,
    },
  ];
}
