import { useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { drawAdaptiveKl } from './draw.ts';
import { adaptiveKl } from './spec.ts';
import { judge, type PricedUpdate, updatesOf } from './updates.ts';

/** Ends of δ that can be dragged to. */
const DELTAS = [1e-4, 1] as const;

export default function AdaptiveKlPanel() {
  const controller = useController();
  const delta = useSession(({ experiment }) => Number(experiment.config.delta ?? 0.01));
  const window = useSession(({ experiment }) => Number(experiment.panelState[adaptiveKl.id]?.window ?? 40));
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const touch = useRef<{ reading: number | null }>({ reading: null });
  const updates = () => updatesOf(controller.log.iterations, lookingBackAt, window, delta);
  return (
    <PanelFrame spec={adaptiveKl} table={() => tableOf(updates())}>
      <Figure
        of={({ iterations }) => iterations.at(-1)}
        label="KL of every update with the band around delta, and the penalty beta below it"
        draw={(frame) =>
          drawAdaptiveKl(frame, {
            updates: updates(),
            delta,
            range: DELTAS,
            touch: touch.current,
            onDelta: (value) => controller.change('delta', value),
          })
        }
      />
      <Verdict judge={() => judge(updates(), delta)} />
      <Spoken compose={() => `${plainText(judge(updates(), delta).text)} Delta is ${byMagnitude(delta)}.`} />
    </PanelFrame>
  );
}

function tableOf(updates: readonly PricedUpdate[]): Table {
  return {
    columns: ['iteration', 'kl', 'beta', 'factor'],
    rows: updates.map(({ iteration, kl, beta, factor }) => [iteration, kl, beta, factor]),
  };
}
