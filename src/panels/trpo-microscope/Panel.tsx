import { useEffect, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { byMagnitude, thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { drawMicroscope } from './draw.ts';
import { trpoMicroscope } from './spec.ts';
import './trpo-microscope.css';
import { inSight, iteratesOf, type Seen, seenIn } from './update.ts';
import { judge } from './verdict.ts';

export default function TrpoMicroscopePanel() {
  const controller = useController();
  const panelState = useSession(({ experiment }) => experiment.panelState[trpoMicroscope.id]);
  const { iteration, candidate } = trpoMicroscope.state.parse(panelState ?? {});
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const playing = useSession(({ run }) => run.state === 'running');
  const kept = useRef<Seen | null>(null);
  const { log } = controller;

  useEffect(() => controller.want(trpoMicroscope.id, { diagnostics: trpoMicroscope.needs }), [controller]);
  const seen = (): Seen | null => {
    if (lookingBackAt !== null) return seenIn(log.lineAt(lookingBackAt));
    kept.current = inSight(seenIn(log.line), kept.current, log.line?.iteration ?? null, playing);
    return kept.current;
  };
  const why =
    lookingBackAt === null
      ? 'Press play, or step line by line: the first update lands here.'
      : `Nothing of the lines of iteration ${thousands(lookingBackAt)} was kept.`;

  return (
    <PanelFrame spec={trpoMicroscope} table={() => tableOf(seen())}>
      <Figure
        of={({ line }) => line}
        label="Residuals of conjugate gradient, and KL and surrogate of every candidate of the line search"
        draw={(frame) =>
          drawMicroscope(frame, {
            seen: seen(),
            why,
            iteration,
            candidate,
            onIteration: (i) => controller.setPanelState(trpoMicroscope.id, 'iteration', i),
            onCandidate: (j) => controller.setPanelState(trpoMicroscope.id, 'candidate', j),
          })
        }
      />
      <Verdict
        judge={() => {
          const update = seen();
          return update ? judge(update) : { level: 0, text: why };
        }}
      />
      <Spoken compose={() => summarise(seen(), why)} />
    </PanelFrame>
  );
}

function summarise(seen: Seen | null, why: string): string {
  if (!seen) return why;
  const { conjugateGradient, search } = seen;
  const tried = (search?.candidates ?? []).map(
    ({ j, kl, improvement, refused }) =>
      `candidate ${j}: KL ${byMagnitude(kl)}, surrogate ${byMagnitude(improvement)}, ${refused ?? 'accepted'}`,
  );
  return [
    `Update ${thousands(seen.iteration)}. The gradient has length ${byMagnitude(Math.sqrt(conjugateGradient.start))}.`,
    plainText(judge(seen).text),
    ...(tried.length > 0 ? [`${tried.join('; ')}.`] : []),
  ].join(' ');
}

/** Conjugate gradient, then the candidates. */
function tableOf(seen: Seen | null): Table {
  const columns = ['part', 'index', 'residual', 'degrees_from_g', 'factor', 'kl', 'improvement', 'verdict'];
  if (!seen) return { columns, rows: [] };
  return {
    columns,
    rows: [
      ...iteratesOf(seen.conjugateGradient).map(({ i, residual, angle }) => ['cg', i, residual, angle, '', '', '', '']),
      ...(seen.search?.candidates ?? []).map(({ j, factor, kl, improvement, refused }) => [
        'candidate',
        j,
        '',
        '',
        factor,
        kl,
        improvement,
        refused ?? 'accepted',
      ]),
    ],
  };
}
