import { useRef, useState } from 'react';
import type { Table } from '../../charts/export.ts';
import { thousands } from '../../charts/format.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { SameBatch } from '../../engine/studies/same-batch.ts';
import { useController, useLog, useSession } from '../../state/react.tsx';
import type { ComparisonView } from '../../worker/messages.ts';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Verdict } from '../Verdict.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { drawSameBatch, inWords, type SameBatchInput } from './draw.ts';
import './same-batch.css';
import { sameBatch } from './spec.ts';
import { triedOf } from './tried.ts';
import { judge, whyEmpty } from './verdict.ts';

type Read = SameBatchInput['read'];

export default function SameBatchPanel() {
  const controller = useController();
  const read = useSession(({ experiment }) => (experiment.panelState[sameBatch.id]?.read ?? 'trpo') as Read);
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const hasRun = useSession(({ run }) => run.iteration > 0);
  const touch = useRef<SameBatchInput['touch']>({ reading: null });
  const view = useComparison(lookingBackAt);
  const comparison = view?.comparison ?? null;
  const verdict = () => judge(controller.log.comparisonAt(lookingBackAt), lookingBackAt);
  const setRead = (algo: Read) => controller.setPanelState(sameBatch.id, 'read', algo);
  return (
    <PanelFrame spec={sameBatch} className="same-batch" table={() => tableOf(comparison)}>
      <p className="freeze">
        <button
          type="button"
          className="btn"
          disabled={!hasRun || view?.state === 'running'}
          onClick={() => controller.compareUpdates()}
        >
          {lookingBackAt === null
            ? 'Freeze this batch and compare'
            : `Compare on the batch of iteration ${thousands(lookingBackAt)}`}
        </button>
      </p>
      <Figure
        of={(log) => log.comparisonAt(lookingBackAt)}
        label="Where six updates of one batch end: KL against surrogate, and return"
        draw={(frame) =>
          drawSameBatch(frame, {
            comparison,
            why: plainWhy(lookingBackAt, hasRun),
            read,
            touch: touch.current,
            onRead: setRead,
          })
        }
      />
      {comparison && <ComparisonTable comparison={comparison} read={read} onRead={setRead} />}
      <Verdict judge={verdict} />
      <Spoken
        compose={() => {
          const found = controller.log.comparisonAt(lookingBackAt)?.comparison;
          const tried = found ? triedOf(found).map(inWords) : [];
          return [plainText(verdict().text), ...tried].join(' ');
        }}
      />
    </PanelFrame>
  );
}

const plainWhy = (lookingBackAt: number | null, hasRun: boolean): string =>
  lookingBackAt !== null
    ? plainText(whyEmpty(lookingBackAt))
    : hasRun
      ? 'Freeze a batch: its updates land here.'
      : 'Press play, then freeze a batch.';

/** The comparison in sight. It grows a few times in as many seconds, so React may render each. */
function useComparison(lookingBackAt: number | null): ComparisonView | null {
  const { log } = useController();
  const [, setNewest] = useState<ComparisonView | null>(null);
  useLog(() => setNewest(log.comparisonAt(lookingBackAt)));
  return log.comparisonAt(lookingBackAt);
}

function tableOf(comparison: SameBatch | null): Table {
  const tried = comparison ? triedOf(comparison) : [];
  return {
    columns: [
      'update',
      'step_length',
      'kl',
      'kl_predicted',
      'surrogate_gain',
      'surrogate_gain_predicted',
      'return_mean',
      'return_standard_error',
    ],
    rows: tried.map(({ algo, step, earned }) => [
      algo,
      step.length,
      step.kl,
      step.klPredicted,
      step.gain,
      step.gainPredicted,
      earned.mean,
      earned.error,
    ]),
  };
}
