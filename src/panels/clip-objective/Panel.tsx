import { useEffect, useRef } from 'react';
import type { Table } from '../../charts/export.ts';
import { fixed, percent, thousands } from '../../charts/format.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { drawClipObjective } from './draw.ts';
import { fateOf, halfOf } from './fate.ts';
import { clipObjective } from './spec.ts';
import type { ClipInput } from './view.ts';

export default function ClipObjectivePanel() {
  const controller = useController();
  const clipRange = Number(useSession((session) => session.experiment.config.clipRange ?? 0.2));
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const touch = useRef<ClipInput['touch']>({ preview: null, reading: null });
  const seen = useRef<Seen | null>(null);
  const { log } = controller;

  useEffect(() => controller.want(clipObjective.id, { diagnostics: clipObjective.needs }), [controller]);
  const batch = () => {
    if (lookingBackAt !== null) return log.lineAt(lookingBackAt)?.diagnostics?.ratios ?? null;
    seen.current = newestBatch(log, seen.current);
    return seen.current?.batch ?? null;
  };
  const why =
    lookingBackAt === null
      ? 'Press play: the minibatch lands here.'
      : `The minibatch of iteration ${thousands(lookingBackAt)} was not kept.`;

  return (
    <PanelFrame spec={clipObjective} table={() => tableOf(batch())}>
      <Figure
        of={({ line }) => line}
        label="Clipped objective against the probability ratio for positive and negative advantages, with the samples of the minibatch"
        draw={(frame) =>
          drawClipObjective(frame, {
            batch: batch(),
            why,
            clipRange,
            touch: touch.current,
            onClipRange: (value) => controller.change('clipRange', value),
          })
        }
      />
      <Spoken compose={() => summarise(batch(), why, clipRange)} />
    </PanelFrame>
  );
}

interface Seen {
  readonly batch: NonNullable<ClipInput['batch']>;
  readonly iteration: number;
}

/** Lines other than the update's carry no ratios: until the next minibatch the last one stays in sight. */
function newestBatch({ line }: MetricLog, before: Seen | null): Seen | null {
  if (!line) return null;
  if (line.diagnostics?.ratios) return { batch: line.diagnostics.ratios, iteration: line.iteration };
  // an earlier iteration than the one seen means another run
  return before && line.iteration >= before.iteration ? before : null;
}

function summarise(batch: ClipInput['batch'], why: string, clipRange: number): string {
  if (!batch) return why;
  return ([1, -1] as const)
    .map((sign) => {
      const { ratios, counts } = halfOf(batch, sign, clipRange);
      const share = (count: number) => percent(ratios.length ? count / ratios.length : 0);
      const moving = `${share(counts.moving)} moving, ${share(counts.frozen)} frozen, ${share(counts['pulled-back'])} pulled back`;
      return `Of ${ratios.length} samples with ${sign > 0 ? 'positive' : 'negative'} advantage ${moving}.`;
    })
    .concat(`Clip range ${fixed(clipRange)}.`)
    .join(' ');
}

function tableOf(batch: ClipInput['batch']): Table {
  const rows = batch
    ? Array.from(batch.ratio, (ratio, i) => {
        const advantage = batch.advantage[i]!;
        return [ratio, advantage, fateOf(ratio, advantage, batch.clipRange), batch.clipRange];
      })
    : [];
  return { columns: ['ratio', 'advantage', 'fate', 'clipRange'], rows };
}
