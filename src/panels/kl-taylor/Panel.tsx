import { type CSSProperties, useCallback, useRef } from 'react';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { Readings } from '../Readings.tsx';
import { snap } from '../snap.ts';
import { drawTaylor, T } from './draw.ts';
import { drawMap } from './draw-map.ts';
import { drawPolicies } from './draw-policies.ts';
import type { Touch } from './draw-reading.ts';
import './kl-taylor.css';
import { quantitiesOf, type TaylorState } from './quantities.ts';
import { klTaylor } from './spec.ts';
import { judge } from './verdict.ts';
import { formulaOf, readingsOf, summarise, tableOf } from './words.ts';

/** The question of the title, answered. */
const ANSWER =
  'Nobody stays at *θ*_{old}. There the policy has not moved, so KL is 0; and as KL is never less, it is flat there, whichever way one looks. Value and slope call every step free. The curvature is the first term that does not: it says how fast the slope grows once the step is taken, and so what the step will cost. That is *F*, the Hessian of KL.';

export default function KlTaylorPanel({ state, set }: ExactPanelProps<typeof klTaylor>) {
  const quantities = quantitiesOf(state);
  const { zoom, t } = quantities;
  const touch = useRef<Touch>({ t: null });
  // going nearer, the step shrinks with the line that is shown
  const setZoom = useCallback(
    (change: Partial<TaylorState>) =>
      set(change.zoom ? { ...change, step: snap((t * zoom) / Number(change.zoom), T.step, T.min, T.max) } : change),
    [set, t, zoom],
  );
  return (
    <ExactPanel
      spec={klTaylor}
      state={state}
      set={set}
      verdict={judge(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={
        <>
          <StateControl spec={klTaylor} name="family" state={state} set={set} />
          <StateControl spec={klTaylor} name="zoom" state={state} set={setZoom} />
        </>
      }
      formula={formulaOf(quantities)}
    >
      <div className="plots" style={{ '--columns': 'minmax(0, 2fr) minmax(0, 1fr)' } as CSSProperties}>
        <Plot
          label="KL along a line through the parameters, with its parabola and KL reversed; below it its slope and its curvature"
          height={500}
          phoneHeight={450}
          draw={(frame) => drawTaylor(frame, quantities, touch.current, set)}
        />
        <div>
          <Plot
            label="The parameters: where the old policy stands and which way the line goes"
            height={state.family === 'sigmoid' ? 150 : 200}
            draw={(frame) => drawMap(frame, quantities, set)}
          />
          <Plot
            label="The policy before and after the step"
            className="kl-taylor-policies"
            height={130}
            draw={(frame) => drawPolicies(frame, quantities)}
          />
          <Readings rows={readingsOf(quantities)} />
        </div>
      </div>
      <p className="kl-taylor-answer">
        <RichText text={ANSWER} />
      </p>
    </ExactPanel>
  );
}
