import type { Table } from '../../charts/export.ts';
import { byMagnitude, fixed, thousands } from '../../charts/format.ts';
import type { Interpolation } from '../../engine/studies/interpolation.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { type Reading, useStudy } from '../use-study.ts';
import { Verdict } from '../Verdict.tsx';
import { drawInterpolation } from './draw.ts';
import { judge, valuesAt } from './reading.ts';
import { interpolation } from './spec.ts';

export default function InterpolationPanel() {
  const controller = useController();
  const place = useSession(({ experiment }) => Number(experiment.panelState[interpolation.id]?.t ?? 1.5));
  const { of, read } = useStudy(interpolation.id, 'interpolation');
  return (
    <PanelFrame spec={interpolation} table={() => tableOf(read().study)}>
      <Figure
        of={of}
        label="Surrogates and KL along the line from the old parameters through the new ones"
        draw={(frame) => {
          const { study, why } = read();
          drawInterpolation(frame, study, {
            why,
            place,
            onPlace: (t) => controller.setPanelState(interpolation.id, 't', t),
          });
        }}
      />
      <Verdict
        judge={() => {
          const { study, why } = read();
          return study ? judge(study) : { level: 0, text: why };
        }}
      />
      <Spoken compose={() => summarise(read(), place)} />
    </PanelFrame>
  );
}

function summarise(reading: Reading<'interpolation'>, place: number) {
  const { study, iteration, why } = reading;
  if (!study) return why;
  const at = valuesAt(study, place);
  return `Update ${thousands(iteration)}, on ${thousands(study.rows)} samples. At t ${fixed(at.t)}: surrogate ${byMagnitude(at.surrogate)}, clipped ${byMagnitude(at.clipped)}, KL ${byMagnitude(at.kl)}.`;
}

function tableOf(line: Interpolation | null): Table {
  return {
    columns: ['t', 'surrogate', 'clipped', 'clipped_term', 'kl'],
    rows: line
      ? Array.from(line.t, (t, i) => [t, line.surrogate[i]!, line.clipped[i]!, line.clippedTerm[i]!, line.kl[i]!])
      : [],
  };
}
