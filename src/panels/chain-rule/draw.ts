import { dots } from '../../charts/dots.ts';
import type { Frame } from '../../charts/figure.ts';
import { fixed, signed } from '../../charts/format.ts';
import { type Handle, handles } from '../../charts/handle.ts';
import { labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { probes } from '../../charts/probe.ts';
import { plainText } from '../../charts/rich-text.ts';
import { segments } from '../../charts/segments.ts';
import { parameterOf } from '../../exact/deterministic-policy.ts';
import { snap } from '../snap.ts';
import { drawCurves } from './draw-curves.ts';
import { drawPolicy } from './draw-policy.ts';
import { END, KNOTS, LIMIT, readHeights, STEP, withHeight } from './heights.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { ChainRuleState, Quantities } from './quantities.ts';

type Change = (change: Partial<ChainRuleState>) => void;

const MOST_THETA = 3;
const THETA_STEP = 0.05;

/** Q over the action, the policy below it, and handles on where the ascent begins and on one of the curves. */
export function drawChainRule(frame: Frame, quantities: Quantities, touch: Touch, set: Change): void {
  const layout = layoutOf(frame);
  drawCurves(frame.svg, layout, quantities);
  drawPolicy(frame.svg, layout, quantities);
  drawReading(frame, layout, quantities, touch);
  handles(layer(frame.svg, 'handles'), [
    startHandle(layout, quantities, set),
    ...KNOTS.map((_, knot) => pointHandle(layout, quantities.state, knot, set)),
  ]);
}

/** The action that the reader points at, kept between redraws. */
export interface Touch {
  action: number | null;
}

/** Both curves at one action, by pointer or arrow keys. */
function drawReading(
  { svg, redraw }: Frame,
  { x, y, u, em, right }: Layout,
  { truth, learned, start }: Quantities,
  touch: Touch,
): void {
  const { action } = touch;
  const [real, believed] = action === null ? [0, 0] : [truth.value(action), learned.value(action)];
  const read = action === null ? '' : `*a* ${fixed(action)}: *Q* ${fixed(real)}, *Q*_{φ} ${fixed(believed)}`;
  const inside = (value: number) => y(Math.max(-END, Math.min(END, value)));
  segments(
    layer(svg, 'reading'),
    action === null ? [] : [{ x1: x(action), y1: y(END), x2: x(action), y2: y(-END), class: 'gr' }],
  );
  dots(
    layer(svg, 'reading-dots'),
    action === null
      ? []
      : [real, believed].map((value) => ({ x: x(action), y: inside(value), r: 3 * u, class: 'f-paper s-ink' })),
  );
  labels(layer(svg, 'reading-words'), [{ x: right, y: em, text: read, anchor: 'end', class: 't-ink halo' }]);
  const point = (wanted: number | null) => {
    touch.action = wanted === null ? null : Math.max(-LIMIT, Math.min(LIMIT, wanted));
    redraw();
  };
  probes(layer(svg, 'probe'), [
    {
      x: x(-LIMIT),
      y: y(END),
      width: x(LIMIT) - x(-LIMIT),
      height: y(-END) - y(END),
      label: 'True and learned Q at an action',
      valueText: action === null ? 'not shown' : plainText(read),
      onPoint: (at) => point(at && x.invert(at[0])),
      onStep: (by) => point((touch.action ?? start.action) + by * 0.05),
    },
  ]);
}

function startHandle({ x, theta }: Layout, { state, start }: Quantities, set: Change): Handle {
  const to = (wanted: number) => set({ theta: snap(wanted, THETA_STEP, -MOST_THETA, MOST_THETA) });
  const most = LIMIT * 0.996;
  return {
    x: x(start.action),
    y: theta(start.theta),
    fill: 'f-old',
    grip: 'x',
    label: 'action where the ascent begins',
    value: Number(start.action.toFixed(3)),
    min: -LIMIT,
    max: LIMIT,
    valueText: `${fixed(start.action)}, theta ${fixed(state.theta)}, the critic says ${fixed(start.believed)}`,
    onDrag: (px) => to(parameterOf(Math.max(-most, Math.min(most, x.invert(px))), LIMIT)),
    onStep: (dx, dy) => to(state.theta + (dx || dy) * THETA_STEP),
    onEnd: (side) => to(side * MOST_THETA),
  };
}

function pointHandle({ x, y, u }: Layout, state: ChainRuleState, knot: number, set: Change): Handle {
  const text = state[state.edit];
  const height = readHeights(text)[knot]!;
  const to = (wanted: number) => {
    const changed = withHeight(text, knot, wanted);
    set(state.edit === 'learned' ? { learned: changed } : { truth: changed });
  };
  return {
    x: x(KNOTS[knot]!),
    y: y(height),
    fill: 'f-ink',
    grip: 'y',
    radius: 4.5 * u,
    label: `${state.edit === 'learned' ? 'learned' : 'true'} Q at action ${fixed(KNOTS[knot]!)}`,
    value: height,
    min: -END,
    max: END,
    valueText: signed(height, 1),
    onDrag: (_px, py) => to(y.invert(py)),
    onStep: (dx, dy) => to(height + (dy || dx) * STEP),
    onEnd: (side) => to(side * END),
  };
}
