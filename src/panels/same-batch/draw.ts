import type { Frame } from '../../charts/figure.ts';
import { byMagnitude } from '../../charts/format.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Probe, probes } from '../../charts/probe.ts';
import type { BatchLearnerId } from '../../engine/algorithms/index.ts';
import type { SameBatch } from '../../engine/studies/same-batch.ts';
import type { Named } from './draw-names.ts';
import { drawReturns } from './draw-returns.ts';
import { drawSteps } from './draw-steps.ts';
import { layout } from './layout.ts';
import { estimate, NAMES, type Tried, triedOf } from './tried.ts';

export interface SameBatchInput {
  readonly comparison: SameBatch | null;
  /** Said in place of marks while there are none. */
  readonly why: string;
  /** The update that stands out, and the one under the pointer, kept between redraws. */
  readonly read: BatchLearnerId;
  readonly touch: { reading: BatchLearnerId | null };
  readonly onRead: (algo: BatchLearnerId) => void;
}

/** Two plots of the same updates: where each step ends, and what its policy earns. */
export function drawSameBatch(frame: Frame, input: SameBatchInput): void {
  const { svg, em } = frame;
  const { comparison, why, read, touch } = input;
  const areas = layout(frame);
  const tried = comparison ? triedOf(comparison) : [];
  const lit = touch.reading ?? read;
  const marks: Named[] = [...drawSteps(frame, areas.steps, tried, lit)];
  const before = comparison?.before ? estimate(comparison.before) : null;
  marks.push(...drawReturns(frame, areas.returns, { tried, before, lit }));
  labels(layer(svg, 'why'), [
    {
      x: (areas.steps.left + areas.steps.right) / 2,
      y: (areas.steps.top + areas.steps.foot) / 2 - em,
      text: comparison ? '' : why,
      anchor: 'middle',
      class: 'halo t-ink',
    },
  ]);
  drawProbe(frame, input, tried, marks);
}

function drawProbe(
  { svg, width, height, redraw }: Frame,
  { read, touch, onRead }: SameBatchInput,
  tried: readonly Tried[],
  marks: readonly Named[],
): void {
  const nearest = ([px, py]: readonly [number, number]) =>
    marks.reduce<Named | null>((best, mark) => {
      const distance = (to: Named) => Math.hypot(to.x - px, to.y - py);
      return best && distance(best) <= distance(mark) ? best : mark;
    }, null)?.algo ?? null;
  const at = tried.find(({ algo }) => algo === (touch.reading ?? read));
  const step = (by: number) => {
    const place = tried.findIndex(({ algo }) => algo === read);
    const next = tried[Math.max(0, Math.min(tried.length - 1, place + Math.sign(by)))];
    if (next) onRead(next.algo);
  };
  const area: Probe[] = [
    {
      x: 0,
      y: 0,
      width,
      height,
      label: 'Update in sight',
      valueText: at ? inWords(at) : 'none yet',
      onPoint: (point) => {
        touch.reading = point && nearest(point);
        redraw();
      },
      onPick: (px, py) => {
        const picked = nearest([px, py]);
        if (picked) onRead(picked);
      },
      onStep: step,
    },
  ];
  // before anything was tried there is nothing to read
  probes(layer(svg, 'probe'), tried.length > 0 ? area : []);
}

/** An update in one spoken line. */
export const inWords = ({ algo, step, earned }: Tried): string =>
  `${NAMES[algo]}: length ${byMagnitude(step.length)}, KL ${byMagnitude(step.kl)}, predicted ${byMagnitude(step.klPredicted)}, surrogate gain ${byMagnitude(step.gain)}, predicted ${byMagnitude(step.gainPredicted)}, return ${byMagnitude(earned.mean)} plus or minus ${byMagnitude(2 * earned.error)}`;
