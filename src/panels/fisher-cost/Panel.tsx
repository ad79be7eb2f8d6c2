import { type CSSProperties, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Table } from '../../charts/export.ts';
import { plainText } from '../../charts/rich-text.ts';
import {
  choleskyBytes,
  conjugateGradientBytes,
  type FisherCosts,
  ITERATIONS,
  parametersOf,
} from '../../state/fisher-cost.ts';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { Readings } from '../Readings.tsx';
import './fisher-cost.css';
import { findingsOf, LADDER } from './findings.ts';
import { fisherCostMeasurement } from './measurement.ts';
import { progressOf } from './progress.ts';
import { readingsOf } from './readings.ts';
import { fisherCost } from './spec.ts';
import { judge } from './verdict.ts';
import { drawCost, type Touch } from './view/draw-cost.ts';
import { drawResiduals, type ResidualTouch } from './view/draw-residuals.ts';

export default function FisherCostPanel({ state, set }: ExactPanelProps<typeof fisherCost>) {
  const measurement = fisherCostMeasurement();
  const costs = useStore(measurement.costs);
  const findings = useMemo(() => findingsOf(costs, state.width), [costs, state.width]);
  const touch = useRef<Touch>({ rung: null });
  const residualTouch = useRef<ResidualTouch>({ iteration: null });
  // nobody looks at it any more, and it would slow down what comes next
  useEffect(() => () => measurement.stop(), [measurement]);

  const widths = LADDER.filter((width) => width <= Number(state.widest));
  const control = (name: 'show' | 'damping' | 'widest') => (
    <StateControl spec={fisherCost} name={name} state={state} set={set} />
  );
  const isMeasuring = costs.status === 'measuring';
  return (
    <ExactPanel
      spec={fisherCost}
      state={state}
      set={set}
      verdict={judge(findings)}
      table={() => tableOf(costs)}
      spoken={readingsOf(findings)
        .map(({ label, value }) => `${plainText(label)}: ${plainText(value)}.`)
        .join(' ')}
      controls={
        <>
          {control('show')}
          {control('damping')}
          {control('widest')}
          <button
            type="button"
            className={costs.status === 'unmeasured' ? 'btn primary' : 'btn'}
            onClick={() =>
              isMeasuring ? measurement.stop() : measurement.measure({ widths, damping: Number(state.damping) })
            }
          >
            {isMeasuring ? 'Stop' : costs.status === 'unmeasured' ? 'Measure' : 'Measure again'}
          </button>
          <span className="measuring" role="status">
            {progressOf(costs, widths, Number(state.damping))}
          </span>
        </>
      }
    >
      <div className="plots" style={{ '--columns': '1.9fr 1fr' } as CSSProperties}>
        <Plot
          label="Time or memory of one natural gradient direction against the number of parameters, on logarithmic axes: by writing down the Fisher matrix and factorising it, and by conjugate gradient"
          height={460}
          phoneHeight={430}
          draw={(frame) =>
            drawCost(frame, findings, state.show, {
              width: state.width,
              choose: (width) => set({ width }),
              touch: touch.current,
            })
          }
        />
        <div>
          <Plot
            label="Relative residual of conjugate gradient after each iteration"
            height={230}
            phoneHeight={230}
            draw={(frame) => drawResiduals(frame, costs.costs, findings.chosen.parameters, residualTouch.current)}
          />
          <Readings rows={readingsOf(findings)} />
        </div>
      </div>
    </ExactPanel>
  );
}

/** Every policy of the ladder: its memory, and what was measured of it. */
function tableOf({ costs }: FisherCosts): Table {
  const iterations = Array.from({ length: ITERATIONS + 1 }, (_, i) => i);
  const rows = LADDER.map((width) => {
    const n = parametersOf(width);
    const cost = costs.find(({ parameters }) => parameters === n);
    const { cholesky, conjugateGradient, difference } = cost ?? {};
    return [
      n,
      width,
      cholesky?.build ?? null,
      cholesky?.factor ?? null,
      cholesky?.bytes ?? choleskyBytes(n),
      conjugateGradient?.milliseconds ?? null,
      conjugateGradient?.bytes ?? conjugateGradientBytes(n),
      difference ?? null,
      ...iterations.map((i) => conjugateGradient?.residuals[i] ?? null),
    ];
  });
  return {
    columns: [
      'parameters',
      'hidden_width',
      'build_ms',
      'cholesky_ms',
      'cholesky_bytes',
      'cg_ms',
      'cg_bytes',
      'x_relative_difference',
      ...iterations.map((i) => `residual_${i}`),
    ],
    rows,
  };
}
