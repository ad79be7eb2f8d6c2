import { dimensionPaths } from '../../charts/dimension.ts';
import type { Frame } from '../../charts/figure.ts';
import { probability, thousands } from '../../charts/format.ts';
import type { Handle } from '../../charts/handle.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { type Path, pathOf, paths } from '../../charts/paths.ts';
import { softmax } from '../../exact/categorical.ts';
import { snap } from '../snap.ts';
import type { ScorePlane } from './layout.ts';
import type { FisherState, Quantities } from './quantities.ts';

type Change = (change: Partial<FisherState>) => void;

/** π(1) and π(2): where the policy stands in the triangle. */
export const policyOf = ({ theta1, theta2 }: FisherState): readonly [number, number] => {
  const [p, q] = softmax([theta1, theta2, 0]);
  return [p!, q!];
};

/** The corners of the triangle of policies: an action's score is the way from π to its corner. */
const CORNERS = [
  [1, 0],
  [0, 1],
  [0, 0],
] as const;

export function drawTriangle({ svg, u }: Frame, { x, y }: ScorePlane, quantities: Quantities): void {
  const { state } = quantities;
  const [p, q] = policyOf(state);
  const counts = countsOf(quantities);
  const from = [x(p), y(q)] as const;
  paths(layer(svg, 'triangle'), [
    { d: `${pathOf(CORNERS.map(([a, b]): [number, number] => [x(a), y(b)]))}Z`, class: 'ax' },
  ]);
  paths(
    layer(svg, 'arrows'),
    CORNERS.flatMap(([a, b], action): Path[] =>
      counts[action] === 0
        ? [{ d: pathOf([[...from], [x(a), y(b)]]), class: 'gr' }]
        : dimensionPaths({
            from,
            to: [x(a), y(b)],
            stroke: 's-ink',
            fill: 'f-ink',
            open: true,
            width: (0.8 + 4 * Math.sqrt(counts[action]! / state.samples)) * u,
          }),
    ),
  );
  for (const name of ['axis-x', 'axis-y', 'parabola', 'beyond']) layer(svg, name).replaceChildren();
}

/** How often each action was drawn; only its own score is above 0 in its own component. */
function countsOf({ state, scores }: Quantities): readonly number[] {
  const counts = [0, 0, 0];
  for (let i = 0; i < state.samples; i++) counts[scores[2 * i]! > 0 ? 0 : scores[2 * i + 1]! > 0 ? 1 : 2]! += 1;
  return counts;
}

/** The actions' names with what was drawn of them, over everything else. */
export function nameCorners({ svg, u, em }: Frame, { x, y }: ScorePlane, quantities: Quantities): void {
  const { state } = quantities;
  const [p, q] = policyOf(state);
  const probabilities = [p, q, 1 - p - q];
  const counts = countsOf(quantities);
  const place: readonly Partial<Label>[] = [
    { x: x(1), y: y(0) + em * 1.5, anchor: 'end' },
    { x: x(0) + 8 * u, y: y(1) - em * 1.3 },
    { x: x(0), y: y(0) + em * 1.5 },
  ];
  labels(
    layer(svg, 'corners'),
    place.flatMap((at, action): Label[] => [
      {
        ...(at as Label),
        // beside large numbers there is no room for "of 10,000"; the matrix says it
        text: `*a* = ${action + 1}: ${thousands(counts[action]!)}${state.samples < 1000 ? ` of ${state.samples}` : ''}`,
        class: 'lbl halo',
      },
      { ...(at as Label), y: at.y! + em * 1.25, text: `*π* ${probability(probabilities[action]!)}`, class: 'halo' },
    ]),
  );
}

const END = 3;
const STEP = 0.01;

/** π itself, in the triangle of all policies over three actions. */
export function policyHandle({ x, y }: ScorePlane, state: FisherState, set: Change): Handle {
  const [p, q] = policyOf(state);
  const to = (first: number, second: number) =>
    set({ theta1: snap(first, STEP, -END, END), theta2: snap(second, STEP, -END, END) });
  return {
    x: x(p),
    y: y(q),
    fill: 'f-old',
    grip: 'xy',
    label: 'policy, probabilities of actions 1 and 2',
    value: state.theta1,
    min: -END,
    max: END,
    valueText: `${probability(p)} and ${probability(q)}`,
    onDrag(px, py) {
      const first = Math.max(0.01, x.invert(px));
      const second = Math.max(0.01, y.invert(py));
      const rest = Math.max(0.01, 1 - first - second);
      to(Math.log(first / rest), Math.log(second / rest));
    },
    onStep: (dx, dy) => to(state.theta1 + dx * 0.05, state.theta2 + dy * 0.05),
  };
}
