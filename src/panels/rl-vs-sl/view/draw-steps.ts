import { type Handle, handles } from '../../../charts/handle.ts';
import { layer } from '../../../charts/layer.ts';
import { pathOf, paths } from '../../../charts/paths.ts';
import { snap } from '../../snap.ts';
import { plannedStep, type State } from '../runs.ts';
import { STEP_SIZES, UPDATES } from '../spec.ts';
import { stepWords } from '../words.ts';
import type { Layout } from './layout.ts';

/** α as it was taken, solid, and as it is planned, dashed; the plan can be dragged at any time. */
export function drawSteps(
  svg: SVGSVGElement,
  layout: Layout,
  { steps, state, set }: { steps: readonly number[]; state: State; set: (change: Partial<State>) => void },
): void {
  const { x, step, bottom } = layout;
  const planned = Array.from({ length: UPDATES }, (_, i) => plannedStep(state, i + 1));
  // update i leads from i − 1 updates to i
  const stairs = (values: readonly number[], first: number) =>
    pathOf(
      values.flatMap((value, i): [number, number][] => [
        [x(first + i), step(value)],
        [x(first + i + 1), step(value)],
      ]),
    );
  const isAsPlanned = steps.every((value, i) => value === planned[i]);
  const ahead = isAsPlanned ? Math.max(0, steps.length - 1) : 0;
  paths(layer(svg, 'steps'), [
    { d: stairs(planned.slice(ahead), ahead), class: 'thin s-euclid dash' },
    { d: stairs(steps, 0), class: 'data s-euclid' },
  ]);
  const { from, length, raised, stepSize } = state;
  const end = Math.min(UPDATES, from + length);
  handles(layer(svg, 'handles'), [
    stepHandle('step size', stepSize, x(from / 2), layout, (value) => set({ stepSize: value })),
    {
      ...stepHandle('raised step size', raised, x(end), layout, (value) => set({ raised: value })),
      grip: 'xy',
      valueText: `${stepWords(raised)} for ${length} updates`,
      onDrag: (px, py) =>
        set({ raised: toStep(step.invert(py)), length: snap(x.invert(px) - from, 1, 1, Math.min(60, UPDATES - from)) }),
      onStep: (dx, dy) =>
        set({
          ...(dy !== 0 && { raised: nudged(raised, dy) }),
          ...(dx !== 0 && { length: snap(length + dx, 1, 1, Math.min(60, UPDATES - from)) }),
        }),
    },
    {
      x: x(from),
      y: bottom,
      fill: 'f-ink',
      grip: 'x',
      label: 'raised after update',
      value: from,
      min: 1,
      max: 90,
      valueText: `raised after update ${from}`,
      onDrag: (px) => set({ from: snap(x.invert(px), 1, 1, 90) }),
      onStep: (dx, dy) => set({ from: snap(from + (dx || dy), 1, 1, 90) }),
      onEnd: (side) => set({ from: side < 0 ? 1 : 90 }),
    },
  ]);
}

function stepHandle(label: string, value: number, px: number, { step }: Layout, set: (value: number) => void): Handle {
  return {
    x: px,
    y: step(value),
    fill: 'f-euclid',
    grip: 'y',
    label,
    value,
    min: STEP_SIZES[0],
    max: STEP_SIZES[1],
    valueText: `α = ${stepWords(value)}`,
    onDrag: (_, py) => set(toStep(step.invert(py))),
    onStep: (dx, dy) => set(nudged(value, dx || dy)),
    onEnd: (side) => set(STEP_SIZES[side < 0 ? 0 : 1]),
  };
}

/** Two digits, so that a link stays short. */
const toStep = (value: number): number =>
  Math.min(STEP_SIZES[1], Math.max(STEP_SIZES[0], Number(value.toPrecision(2))));

/** Twenty steps a decade, but at least one in the second digit. */
function nudged(value: number, by: number): number {
  const next = toStep(value * 10 ** (by / 20));
  return next;
}
