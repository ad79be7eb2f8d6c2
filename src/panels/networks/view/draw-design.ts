import { dimensions } from '../../../charts/dimension.ts';
import { type Dot, dots } from '../../../charts/dots.ts';
import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { type Label, labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { paths } from '../../../charts/paths.ts';
import { type Design, HIDDEN, POLICY, SHARED, VALUE } from '../../../exact/small-actor-critic.ts';
import type { Widths } from '../../../exact/small-networks.ts';
import type { DesignFindings } from '../findings.ts';
import { drawWireReading, type WireTouch } from './draw-wire-reading.ts';
import { row, type Stream, streamPaths, type Units, wires } from './wiring.ts';

/** Heights of the layers, inputs first, and of what stands above and below them; in px. */
interface Levels {
  readonly layers: readonly number[];
  readonly losses: number;
  readonly states: number;
}

interface Tower {
  readonly widths: Widths;
  readonly units: Units;
  readonly streams: readonly Stream[];
}

const TITLES: Readonly<Record<Design, string>> = { two: 'two networks', shared: 'one shared network' };

/** A design as a diagram: states below, losses above, and on every wire the gradients that come down it. */
export function drawDesign(
  frame: Frame,
  design: Design,
  found: DesignFindings,
  { vfCoef, scale, touch }: { readonly vfCoef: number; readonly scale: number; readonly touch: WireTouch },
): void {
  const { svg, width, height, u, em } = frame;
  const levels: Levels = {
    losses: em * 3.4,
    layers: [height - em * 2.6, height - em * 8.2, em * 13.8, em * 7.6],
    states: height - em * 0.6,
  };
  const margin = em * 3.6;
  const towers = design === 'two' ? two(width, margin, levels) : shared(width, margin, levels);
  const wired = towersWith(towers, found, vfCoef, design, u);
  const heads = headsOf(design, towers);

  paths(
    layer(svg, 'wires'),
    towers.map(({ units }) => ({ d: wires(units), class: 'gr' })),
  );
  paths(
    layer(svg, 'streams'),
    wired.flatMap(({ widths, units, streams }) =>
      streams.flatMap((stream) => streamPaths(widths, units, stream, scale, u)),
    ),
  );
  dots(
    layer(svg, 'units'),
    wired.flatMap(({ units }) => unitDots(units, u)),
  );
  dots(layer(svg, 'heads'), [
    ...heads.policy.map(([x, y]) => ({ x, y, r: 6 * u, class: 'f-new' })),
    ...heads.value.map(([x, y]) => ({ x, y, r: 6 * u, class: 'f-ink' })),
  ]);
  const over = (units: readonly (readonly [number, number])[]) => units.reduce((sum, [x]) => sum + x, 0) / units.length;
  const [policyX, valueX] = [over(heads.policy), over(heads.value)];
  dimensions(layer(svg, 'arrows'), [
    arrow(policyX, levels, em, 'new'),
    ...(vfCoef > 0 ? [arrow(valueX, levels, em, 'ink')] : []),
  ]);
  labels(layer(svg, 'words'), [
    { x: 0, y: em, text: TITLES[design], class: 'strong' },
    {
      x: policyX,
      y: levels.losses - em * 0.4,
      text: `*L*_{π} = ${fixed(found.losses.policy, 3)}`,
      anchor: 'middle',
      class: 't-new',
    },
    {
      x: valueX,
      y: levels.losses - em * 0.4,
      text: `*c L*_{V} = ${fixed(vfCoef * found.losses.value, 3)}`,
      anchor: 'middle',
      class: 't-ink',
    },
    { x: policyX - em * 2.2, y: levels.layers[3]! + em * 0.35, text: '*π*', anchor: 'end', class: 't-new halo' },
    { x: valueX + em * 1.2, y: levels.layers[3]! + em * 0.35, text: '*V*', class: 't-ink halo' },
    { x: width / 2, y: levels.states, text: 'state *s*', anchor: 'middle', class: 'lbl' },
    { x: 0, y: levels.layers[3]! + em * 0.35, text: '‖∇*L*_{π}‖', class: 't-new halo' },
    { x: width, y: levels.layers[3]! + em * 0.35, text: '*c*‖∇*L*_{V}‖', anchor: 'end', class: 't-ink halo' },
    ...normLabels(width, levels, found, vfCoef, em),
  ]);
  drawWireReading(frame, wired, touch);
}

function two(width: number, margin: number, levels: Levels): Omit<Tower, 'streams'>[] {
  const half = width / 2;
  const room = half - margin - 4;
  return ([POLICY, VALUE] as const).map((widths, i) => {
    const centre = i === 0 ? margin + room / 2 : width - margin - room / 2;
    return { widths, units: tower(widths, centre, room, levels) };
  });
}

function shared(width: number, margin: number, levels: Levels): Omit<Tower, 'streams'>[] {
  const room = (width - 2 * margin) * 0.72;
  const units = tower(SHARED, width / 2, room, levels);
  // the heads stand apart, above what they share: two logits to the left, V to the right
  const y = levels.layers[3]!;
  const gap = room / HIDDEN[1];
  const [left, right] = [width / 2 - room * 0.3, width / 2 + room * 0.34];
  return [{ widths: SHARED, units: [...units.slice(0, 3), [...row(left, y, 2, gap), [right, y] as const]] }];
}

const tower = (widths: Widths, centre: number, room: number, { layers }: Levels): Units =>
  widths.map((count, level) => row(centre, layers[level]!, count, room / HIDDEN[0]));

function towersWith(
  towers: readonly Omit<Tower, 'streams'>[],
  { policy, value }: DesignFindings,
  vfCoef: number,
  design: Design,
  u: number,
): Tower[] {
  const shift = design === 'shared' ? 1.6 * u : 0;
  const ofPolicy: Stream = { gradient: policy, factor: 1, colour: 'new', shift: -shift };
  const ofValue: Stream = { gradient: value, factor: vfCoef, colour: 'ink', shift };
  return towers.map((one, i) => ({
    ...one,
    streams: design === 'shared' ? [ofValue, ofPolicy] : [i === 0 ? ofPolicy : ofValue],
  }));
}

function headsOf(design: Design, towers: readonly Omit<Tower, 'streams'>[]) {
  const tops = towers.map(({ units }) => units.at(-1)!);
  return design === 'two'
    ? { policy: tops[0]!, value: tops[1]! }
    : { policy: tops[0]!.slice(0, 2), value: tops[0]!.slice(2) };
}

const unitDots = (units: Units, u: number): Dot[] =>
  units
    .slice(0, -1)
    .flatMap((level, i) =>
      level.map(([x, y]) => ({ x, y, r: (i === 0 ? 3.5 : 5) * u, class: i === 0 ? 'f-ink' : 'f-paper s-ink' })),
    );

const arrow = (x: number, { losses, layers }: Levels, em: number, colour: 'new' | 'ink') => ({
  from: [x, losses + em * 0.3] as const,
  to: [x, layers[3]! - em * 1.1] as const,
  stroke: `s-${colour}`,
  fill: `f-${colour}`,
  open: true,
});

/** How long each loss' gradient is in every layer: the policy's on the left, the critic's on the right. */
function normLabels(width: number, { layers }: Levels, found: DesignFindings, vfCoef: number, em: number): Label[] {
  return found.policyNorms.flatMap((norm, i): Label[] => {
    const y = (layers[i]! + layers[i + 1]!) / 2 + em * 0.35;
    return [
      { x: 0, y, text: fixed(norm, 3), class: 't-new halo' },
      { x: width, y, text: fixed(vfCoef * found.valueNorms[i]!, 3), anchor: 'end', class: 't-ink halo' },
    ];
  });
}
