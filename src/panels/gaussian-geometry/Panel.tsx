import { type CSSProperties, useRef } from 'react';
import { StateControl } from '../../ui/controls/StateControl.tsx';
import { ExactPanel } from '../ExactPanel.tsx';
import { Plot } from '../Plot.tsx';
import type { ExactPanelProps } from '../panel.ts';
import { Readings } from '../Readings.tsx';
import './gaussian-geometry.css';
import { drawGeometry, type Touch } from './draw.ts';
import { drawDensities } from './draw-densities.ts';
import { quantitiesOf } from './quantities.ts';
import { gaussianGeometry } from './spec.ts';
import { judge } from './verdict.ts';
import { formulaOf, readingsOf, summarise, tableOf } from './words.ts';

const CONTROLS = ['parametrisation', 'step', 'delta', 'radius', 'reversed'] as const;

export default function GaussianGeometryPanel({ state, set }: ExactPanelProps<typeof gaussianGeometry>) {
  const quantities = quantitiesOf(state);
  const touch = useRef<Touch>({ carried: null, point: null });
  return (
    <ExactPanel
      spec={gaussianGeometry}
      state={state}
      set={set}
      verdict={judge(quantities)}
      table={() => tableOf(quantities)}
      spoken={summarise(quantities)}
      controls={CONTROLS.map((name) => (
        <StateControl key={name} spec={gaussianGeometry} name={name} state={state} set={set} />
      ))}
      formula={formulaOf(quantities)}
    >
      <div className="plots" style={{ '--columns': 'minmax(0, 2fr) minmax(0, 1fr)' } as CSSProperties}>
        <Plot
          label="Gaussian policies as points: around the old one a Euclidean ball, the Fisher ellipse and the true contour of KL"
          height={410}
          phoneHeight={225}
          draw={(frame) => drawGeometry(frame, quantities, touch.current, set)}
        />
        <div>
          <Plot
            label="Densities of the old and the new policy over actions"
            height={200}
            phoneHeight={190}
            draw={(frame) => drawDensities(frame, quantities, set)}
          />
          <Readings rows={readingsOf(quantities)} />
        </div>
      </div>
    </ExactPanel>
  );
}
