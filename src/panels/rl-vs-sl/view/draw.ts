import type { Frame } from '../../../charts/figure.ts';
import { fixed } from '../../../charts/format.ts';
import { labels } from '../../../charts/labels.ts';
import { layer } from '../../../charts/layer.ts';
import { probes } from '../../../charts/probe.ts';
import { segments } from '../../../charts/segments.ts';
import type { Curves, Measured } from '../curves.ts';
import type { State } from '../runs.ts';
import { UPDATES } from '../spec.ts';
import { stepWords, updatesWords } from '../words.ts';
import { drawAxes, drawCurves } from './draw-rows.ts';
import { drawSteps } from './draw-steps.ts';
import { layoutOf } from './layout.ts';

/** Where the reader points, kept between redraws: a number of updates. */
export interface Touch {
  update: number | null;
}

interface Shown {
  readonly curves: Curves;
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly touch: Touch;
  /** The line of text where data will be; empty once there are some. */
  readonly empty: string;
}

/** Returns, entropies and the common step size, one above the other, with one leader through them. */
export function draw(frame: Frame, { curves, state, set, touch, empty }: Shown): void {
  const { svg, redraw } = frame;
  const layout = layoutOf(frame, state.env);
  const { x, left, right, top, returns, entropy, bottom, em } = layout;
  const { update } = touch;
  drawAxes(svg, layout, state);
  segments(
    layer(svg, 'leader'),
    update === null ? [] : [{ x1: x(update), y1: top, x2: x(update), y2: bottom, class: 'hair' }],
  );
  drawCurves(svg, layout, curves, update);
  labels(layer(svg, 'reading'), [
    ...(update === null
      ? []
      : [
          {
            x: x(update),
            y: top - em * 0.75,
            text: `after ${updatesWords(update)}`,
            anchor: update > UPDATES / 2 ? ('end' as const) : ('start' as const),
            class: 'strong halo',
          },
        ]),
    { x: left + em, y: (returns.range()[0]! + top) / 2, text: empty, class: 'lbl halo' },
  ]);
  const point = (at: number | null) => {
    touch.update = at === null ? null : Math.max(0, Math.min(UPDATES, Math.round(at)));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: left,
      y: top,
      width: right - left,
      height: entropy(0) - top,
      label: 'Both policies after as many updates',
      valueText: spoken(curves, update ?? curves.steps.length),
      onPoint: (at) => point(at && x.invert(at[0])),
      onStep: (by) => point((touch.update ?? curves.steps.length) + by),
    },
  ]);
  drawSteps(svg, layout, { steps: curves.steps, state, set });
}

/** What both policies earned after `update` updates, and what the next step was. */
function spoken({ supervised, policyGradient, steps }: Curves, update: number): string {
  const at = (points: readonly Measured[]) => {
    const value = points.find(([updates]) => updates === update)?.[1];
    return value === undefined ? 'not known' : fixed(value, 0);
  };
  const step = steps[update - 1];
  return `after ${updatesWords(update)}: return ${at(supervised.returns)} by the expert’s data, ${at(policyGradient.returns)} by its own${step === undefined ? '' : `, step size ${stepWords(step)}`}`;
}
