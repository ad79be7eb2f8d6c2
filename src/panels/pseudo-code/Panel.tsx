import { useEffect, useState } from 'react';
import type { Table } from '../../charts/export.ts';
import { thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { PseudoCodeLine } from '../../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { useController, useLog, useSession } from '../../state/react.tsx';
import type { LineView } from '../../worker/messages.ts';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Listing } from './Listing.tsx';
import { listingPicture } from './picture.ts';
import './pseudo-code.css';
import { pseudoCode } from './spec.ts';
import { writeValue } from './values.ts';

export default function PseudoCodePanel() {
  const controller = useController();
  const { log } = controller;
  const algo = useSession((session) => session.experiment.algo);
  const open = useSession(({ experiment }) => Number(experiment.panelState[pseudoCode.id]?.open ?? 0));
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const { lines } = findAlgorithm(algo).spec;
  const view = useLines(lookingBackAt);
  const seen = () => log.lineAt(lookingBackAt);

  useEffect(() => controller.want(pseudoCode.id, { diagnostics: pseudoCode.needs }), [controller]);

  return (
    <PanelFrame
      spec={pseudoCode}
      table={() => tableOf(lines, seen())}
      picture={() => listingPicture(lines, seen(), lookingBackAt === null)}
    >
      <Listing
        key={`${algo} ${lookingBackAt ?? 'live'}`}
        algo={algo}
        lines={lines}
        view={view}
        isLive={lookingBackAt === null}
        open={open}
        onOpen={(line) => controller.setPanelState(pseudoCode.id, 'open', line)}
      />
      {lookingBackAt !== null && (
        <p className="listing-of">
          {view
            ? `Values of iteration ${thousands(view.iteration)}.`
            : `Of iteration ${thousands(lookingBackAt)} no line’s values were kept.`}
        </p>
      )}
      <Spoken compose={() => (lookingBackAt === null ? whereItStands(lines, log.line) : valuesOf(lines, seen()))} />
    </PanelFrame>
  );
}

/** The lines in sight. The log publishes few of them a second, so React may render each. */
function useLines(lookingBackAt: number | null): LineView | null {
  const { log } = useController();
  const [, setNewest] = useState<LineView | null>(null);
  useLog(() => setNewest(log.lineAt(lookingBackAt)));
  return log.lineAt(lookingBackAt);
}

function whereItStands(lines: readonly PseudoCodeLine[], line: LineView | null): string {
  const running = line && lines[line.line - 1];
  if (!line || !running) return 'No line has run yet.';
  return `Iteration ${thousands(line.iteration)}, line ${line.line}: ${plainText(running.text)}`;
}

function valuesOf(lines: readonly PseudoCodeLine[], view: LineView | null): string {
  if (!view) return 'No line’s values were kept of this iteration.';
  const said = lines.flatMap((_, i) => {
    const values = (view.values[i + 1] ?? []).map(writeValue);
    return values.length > 0 ? [`line ${i + 1}: ${plainText(values.join(', '))}`] : [];
  });
  return `Iteration ${thousands(view.iteration)}; ${said.join('; ')}.`;
}

function tableOf(lines: readonly PseudoCodeLine[], line: LineView | null): Table {
  return {
    columns: ['line', 'text', 'value', 'number'],
    rows: lines.flatMap(({ text }, i) => {
      const values = line?.values[i + 1] ?? [];
      const code = plainText(text);
      if (values.length === 0) return [[i + 1, code, null, null]];
      return values.map(({ label, value }) => [i + 1, code, plainText(label), value]);
    }),
  };
}
