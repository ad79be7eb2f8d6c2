import type { Table } from '../../charts/export.ts';
import { byMagnitude, percent, thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { PlaneSlice } from '../../engine/studies/plane-slice.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { type Reading, useStudy } from '../use-study.ts';
import { Verdict } from '../Verdict.tsx';
import { drawSlice } from './draw.ts';
import { gain, judge, readAt, shareInPlane } from './reading.ts';
import { regionOf } from './region.ts';
import { trustRegionSlice } from './spec.ts';
import './trust-region-slice.css';

export default function TrustRegionSlicePanel() {
  const controller = useController();
  const panelState = useSession(({ experiment }) => experiment.panelState[trustRegionSlice.id]);
  const { x, y } = trustRegionSlice.state.parse(panelState ?? {});
  const { of, read } = useStudy(trustRegionSlice.id, 'planeSlice');
  return (
    <PanelFrame spec={trustRegionSlice} table={() => tableOf(read().study)}>
      <Figure
        of={of}
        prepare={() => {
          const { study } = read();
          if (study) regionOf(study);
        }}
        label="The plane of the gradient and the natural gradient: surrogate and KL, the trust region, and three steps from the old parameters"
        draw={(frame) => {
          const reading = read();
          drawSlice(frame, {
            slice: reading.study,
            iteration: reading.iteration,
            why: reading.why,
            place: [x, y],
            onPlace: (toX, toY) => {
              controller.setPanelState(trustRegionSlice.id, 'x', toX);
              controller.setPanelState(trustRegionSlice.id, 'y', toY);
            },
          });
        }}
      />
      <Verdict
        judge={() => {
          const reading = read();
          return reading.study ? judge(reading.study) : { level: 0, text: reading.why };
        }}
      />
      <Spoken compose={() => summarise(read(), x, y)} />
    </PanelFrame>
  );
}

function summarise(reading: Reading<'planeSlice'>, x: number, y: number): string {
  const { study, why } = reading;
  if (!study) return why;
  const at = readAt(study, x, y);
  return [
    `Update ${thousands(reading.iteration)}, on ${thousands(study.rows)} samples.`,
    plainText(judge(study).text),
    `The plane holds ${percent(shareInPlane(study))} of the squared length of the step taken.`,
    `At ${byMagnitude(at.x)} along the natural gradient and ${byMagnitude(at.y)} across it the surrogate changes by ${gain(at.surrogate)}, and KL is ${byMagnitude(at.kl)}.`,
  ].join(' ');
}

/** The marks, then the grid. */
function tableOf(slice: PlaneSlice | null): Table {
  const columns = ['point', 'along_natural', 'across', 'surrogate_gain', 'kl'];
  if (!slice) return { columns, rows: [] };
  const { x, y, surrogate, kl, natural, vanilla, step } = slice;
  return {
    columns,
    rows: [
      ...Object.entries({ natural, vanilla, step }).map(([name, mark]) => [name, ...mark.at, mark.surrogate, mark.kl]),
      ...Array.from(kl, (value, i) => ['grid', x[i % x.length]!, y[Math.floor(i / x.length)]!, surrogate[i]!, value]),
    ],
  };
}
