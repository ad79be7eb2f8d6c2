import { type ScaleLinear, scaleLinear } from 'd3';
import type { Frame } from '../../charts/figure.ts';
import { KINDS, type Kind, type Quantities } from './quantities.ts';

/** Part of the figure with axes of its own, in px. */
export interface Cell {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export interface Layout {
  readonly u: number;
  readonly em: number;
  readonly narrow: boolean;
  /** The plane of policies. */
  readonly policy: Cell;
  /** One cell an estimator, all with the same scale, ∇U in the middle. */
  readonly clouds: Readonly<Record<Kind, Cell>>;
  /** How far ∇U is from the top and the bottom of each of those cells, in its own unit. */
  readonly reach: number;
}

/** Logits in the plane of policies. */
export const LOGITS = [-4, 4] as const;

export function layoutOf({ width, height, u, em }: Frame, quantities: Quantities): Layout {
  const narrow = width < 560 * u;
  const columns = narrow ? 2 : 3;
  const rows = 6 / columns;
  const gap = (narrow ? 18 : 30) * u;
  const head = em * 2.9;
  const foot = em * 1.9;
  const side = 26 * u;
  const cellWidth = (width - side - gap * (columns - 1)) / columns;
  const cellHeight = height / rows;
  const place = (index: number) => {
    const left = side + (index % columns) * (cellWidth + gap);
    const top = Math.floor(index / columns) * cellHeight + head;
    return { left, right: left + cellWidth, top, bottom: top + cellHeight - head - foot };
  };
  const reach = reachOf(quantities);
  const cloud = (index: number): Cell => {
    const box = place(index);
    const [middleX, middleY] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const unit = (box.bottom - box.top) / 2 / reach;
    const [gx, gy] = quantities.gradient;
    const half = (box.right - box.left) / 2 / unit;
    return {
      ...box,
      x: scaleLinear([gx - half, gx + half], [middleX - half * unit, middleX + half * unit]),
      y: scaleLinear([gy - reach, gy + reach], [middleY + reach * unit, middleY - reach * unit]),
    };
  };
  const policy = place(0);
  const isBandit = quantities.state.problem === 'bandit';
  return {
    u,
    em,
    narrow,
    policy: {
      ...policy,
      x: scaleLinear(LOGITS, [policy.left, policy.right]),
      y: scaleLinear(isBandit ? [0.45, 1.05] : LOGITS, [policy.bottom, policy.top]),
    },
    clouds: Object.fromEntries(KINDS.map((kind, i) => [kind, cloud(i + 1)])) as Record<Kind, Cell>,
    reach,
  };
}

/**
 * Wide enough for the cloud without a baseline, in steps of √2, so that clouds shrink while a batch grows and the scale
 * follows only now and then. Nothing that is dragged in a cloud changes it.
 */
function reachOf({ qualities }: Quantities): number {
  const [none] = qualities;
  const wanted = 2 * none!.spread + Math.hypot(...none!.bias);
  return UNIT * 2 ** (Math.ceil(2 * Math.log2(Math.max(wanted, 1e-3) / UNIT)) / 2);
}

const UNIT = 4;
