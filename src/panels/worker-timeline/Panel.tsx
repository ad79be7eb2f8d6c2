import { useEffect, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { WorkerTimeline } from '../../engine/run-events.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { judge } from './account.ts';
import { drawLanes, type TimelineTouch } from './draw.ts';
import { workerTimeline } from './spec.ts';

export default function WorkerTimelinePanel() {
  const controller = useController();
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const touch = useRef<TimelineTouch>({ reading: null });
  const shown = useRef<WorkerTimeline | null>(null);
  const { log } = controller;
  useEffect(() => controller.want(workerTimeline.id, { diagnostics: workerTimeline.needs }), [controller]);

  // early lines of an iteration carry no timeline: until its updates come, the last one stays in sight
  const timeline = (): WorkerTimeline | null => {
    const line = log.lineAt(lookingBackAt);
    const found = line?.diagnostics?.workerTimeline ?? null;
    shown.current = found ?? (line && lookingBackAt === null ? shown.current : null);
    return shown.current;
  };
  const why =
    lookingBackAt === null
      ? 'Press play: the first gradients land here.'
      : `The lanes of iteration ${thousands(lookingBackAt)} were not kept.`;
  const say = () => {
    const found = timeline();
    return found ? judge(found) : ({ level: 0, text: why } as const);
  };
  return (
    <PanelFrame spec={workerTimeline} table={() => tableOf(timeline())}>
      <Figure
        of={({ line }) => line}
        label="Lanes of workers over time: acting, computing gradients, waiting; and each update of theta with its staleness"
        draw={(frame) => drawLanes(frame, timeline(), why, touch.current)}
      />
      <Verdict judge={say} />
      <Spoken compose={() => plainText(say().text)} />
    </PanelFrame>
  );
}

function tableOf(timeline: WorkerTimeline | null): Table {
  return {
    columns: ['worker', 'kind', 'from', 'to', 'staleness'],
    rows: [
      ...(timeline?.segments ?? []).map(({ worker, kind, from, to }) => [worker + 1, kind, from, to, null]),
      ...(timeline?.updates ?? []).map(({ worker, at, staleness }) => [
        worker === null ? null : worker + 1,
        'update',
        at,
        at,
        staleness,
      ]),
    ],
  };
}
