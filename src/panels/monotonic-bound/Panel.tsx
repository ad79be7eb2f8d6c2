import { range } from 'd3';
import { type CSSProperties, useMemo, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, shortest, thousands } from '../../charts/format.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import type { FormulaTerm } from '../Formula.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { type Reading, Readings } from '../Readings.tsx';
import './monotonic-bound.css';
import { type Bound, boundOf, type Effort, effortOf, PATIENCE } from './quantities.ts';
import { AXIS, MOST_IMPROVEMENTS, monotonicBound } from './spec.ts';
import { judge, sayPrice, signStep } from './verdict.ts';
import { drawBound } from './view/draw-bound.ts';
import { drawMagnified } from './view/draw-magnified.ts';
import type { Touch } from './view/draw-reading.ts';

export default function MonotonicBoundPanel({ state, set }: ExactPanelProps<typeof monotonicBound>) {
  const { theta, improvements, gamma, delta } = state;
  const bound = useMemo(() => boundOf({ theta, improvements, gamma, delta }), [theta, improvements, gamma, delta]);
  const effort = useMemo(() => effortOf(bound), [bound]);
  const touch = useRef<Touch>({ theta: null });
  const taken = bound.trail.length - 1;
  const improve = (times: number) => set({ improvements: Math.min(MOST_IMPROVEMENTS, taken + times) });
  const atEnd = taken >= MOST_IMPROVEMENTS || bound.next < AXIS[0] || bound.next > AXIS[1];
  return (
    <ExactPanel
      spec={monotonicBound}
      state={state}
      set={set}
      verdict={judge(bound)}
      table={() => tableOf(bound)}
      spoken={summarise(bound, effort)}
      controls={
        <>
          <StateControl spec={monotonicBound} name="gamma" state={state} set={set} />
          <StateControl spec={monotonicBound} name="delta" state={state} set={set} />
          <span className="improve">
            <button type="button" className="btn primary" disabled={atEnd} onClick={() => improve(1)}>
              Improve
            </button>{' '}
            <button type="button" className="btn" disabled={atEnd} onClick={() => improve(10)}>
              Ten times
            </button>
          </span>
        </>
      }
      formula={formulaOf(bound)}
    >
      <div className="plots" style={{ '--columns': 'minmax(0, 1.62fr) minmax(0, 1fr)' } as CSSProperties}>
        <Plot
          label="U over theta; the surrogate L and the bound L minus C times the largest KL, which touch it at the old policy; bounds of earlier improvements"
          height={490}
          phoneHeight={360}
          draw={(frame) => drawBound(frame, bound, touch.current, set)}
        />
        <div>
          <Plot
            label="The same curves magnified around the old policy, with the bound’s maximum"
            height={262}
            phoneHeight={250}
            draw={(frame) => drawMagnified(frame, bound)}
          />
          <Readings rows={readingsOf(bound, effort)} />
          <p className="note">
            <RichText text="Two states: staying pays 1 in *i*, 2 in *j*, going to the other pays nothing. One *θ* for both: *π*(stay | *i*) = *σ*(*θ* + ½), *π*(stay | *j*) = *σ*(*θ* − ½)." />
          </p>
        </div>
      </div>
    </ExactPanel>
  );
}

const sayCount = (count: number | null) => (count === null ? `more than ${PATIENCE}` : thousands(count));
/** Two significant digits of a divergence. */
const sayKl = (kl: number) =>
  kl >= 0.0001 ? shortest(Number(kl.toPrecision(2))) : kl.toExponential(1).replace('-', '−');

function readingsOf(bound: Bound, effort: Effort): readonly Reading[] {
  const { old, next, practical, practicalPrice, divergence, delta } = bound;
  const improvements = bound.trail.length - 1;
  return [
    {
      label: improvements === 1 ? 'after 1 improvement' : `after ${thousands(improvements)} improvements`,
      value: `*θ* ${fixed(old.at, 3)}, *U* ${fixed(old.value, 3)}`,
      colour: 'old',
    },
    {
      label: 'the theorem’s step',
      value: `${signStep(next - old.at)} at KL_{max} ${sayKl(divergence)}`,
      colour: 'new',
    },
    { label: 'practice’s step', value: `${signStep(practical - old.at)} at KL ${shortest(delta)}`, colour: 'kl' },
    {
      label: '*C*, and the price that *δ* pays',
      value: `${sayPrice(old.coefficient)}, ${sayPrice(practicalPrice)}`,
      colour: 'kl',
    },
    {
      label: 'steps to 90 % of the rest',
      value: `${sayCount(effort.theorem)}, in practice ${sayCount(effort.practice)}`,
    },
  ];
}

function formulaOf({ old, next, worth, divergence, promised, largestAdvantage, gamma }: Bound): readonly FormulaTerm[] {
  return [
    { symbols: '*U*(*θ*_{new})', value: fixed(worth(next), 4) },
    { symbols: '≥', value: '≥' },
    { symbols: '*L*(*θ*_{new})', value: fixed(old.surrogate(next), 4), colour: 'new' },
    { symbols: '−', value: '−' },
    {
      symbols: '*C* KL_{max}(*π*_{old} ‖ *π*_{new})',
      value: `${sayPrice(old.coefficient)} · ${sayKl(divergence)}`,
      colour: 'kl',
    },
    { symbols: '=', value: '=' },
    { symbols: 'bound', value: fixed(promised, 4), colour: 'kl' },
    { symbols: 'with *C* =', value: sayPrice(old.coefficient), colour: 'kl' },
    {
      over: '4 *γ* max|*A*|',
      under: '(1 − *γ*)^{2}',
      value: `4 · ${fixed(gamma)} · ${fixed(largestAdvantage, 3)} / ${fixed((1 - gamma) ** 2, 3)}`,
    },
  ];
}

function summarise(bound: Bound, { theorem, practice }: Effort): string {
  const { old, next, worth, promised, practical, delta } = bound;
  return [
    `At theta ${fixed(old.at, 3)} U is ${fixed(old.value, 4)} and C ${sayPrice(old.coefficient)}.`,
    `The bound has its maximum, ${fixed(promised, 4)}, at ${fixed(next, 4)}, where U is ${fixed(worth(next), 4)}.`,
    `Practice, with KL ${shortest(delta)}, goes to ${fixed(practical, 4)}.`,
    `To gain 90 percent of what is left on the axis takes ${sayCount(theorem)} improvements, in practice ${sayCount(practice)}.`,
  ].join(' ');
}

/** U, L, KL_max and the bound over the axis, for the present θ_old. */
function tableOf({ worth, old }: Bound): Table {
  const places = [old.at, ...range(161).map((i) => AXIS[0] + ((AXIS[1] - AXIS[0]) * i) / 160)];
  return {
    columns: ['theta_old', 'theta', 'U', 'L', 'kl_max', 'C', 'bound'],
    rows: places.map((t) => [
      old.at,
      t,
      worth(t),
      old.surrogate(t),
      old.largestDivergence(t),
      old.coefficient,
      old.bound(t),
    ]),
  };
}
