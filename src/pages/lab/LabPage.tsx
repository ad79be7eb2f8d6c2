import { useEffect, useState } from 'react';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import { Timeline } from '../../panels/timeline/Timeline.tsx';
import { PlaygroundProvider, useController, useSession } from '../../state/react.tsx';
import { Settings } from '../../ui/controls/Settings.tsx';
import { ShareButton } from '../../ui/share/ShareButton.tsx';
import { Bar } from '../../ui/shell/Bar.tsx';
import { cellsFor } from './cells.ts';
import { PhoneFacts } from './Facts.tsx';
import { labController } from './lab-controller.ts';
import './lab.css';
import { PanelMenu } from './PanelMenu.tsx';
import { PanelSlot } from './PanelSlot.tsx';
import { Readout } from './Readout.tsx';
import { RunSlips } from './RunSlips.tsx';
import { RunStatus } from './RunStatus.tsx';
import { Transport } from './Transport.tsx';
import { useTransportKeys } from './transport-keys.ts';
import { useAddress } from './use-address.ts';

export default function LabPage() {
  const [controller] = useState(labController);
  return (
    <PlaygroundProvider controller={controller}>
      <Lab />
    </PlaygroundProvider>
  );
}

function Lab() {
  const controller = useController();
  useAddress(controller);
  useTransportKeys(controller);
  const algo = useSession((session) => session.experiment.algo);
  const env = useSession((session) => session.experiment.env);
  const shown = useSession((session) => session.experiment.panels);
  const [opened, setOpened] = useState<string | null>(null);
  const { title } = findAlgorithm(algo).spec;

  useEffect(() => {
    document.title = `${title} on ${env} · Policy Gradient Playground`;
  }, [title, env]);

  const shownCells = cellsFor(algo).filter(({ spec }) => shown.includes(spec.id));
  const columns = (['middle', 'right'] as const)
    .map((column) => ({ column, cells: shownCells.filter(({ spec }) => spec.column === column) }))
    .filter(({ cells }) => cells.length > 0);

  return (
    <div className="lab">
      <Bar page="lab" readout={<Readout />}>
        <ShareButton />
      </Bar>
      <main className="lab-main">
        <h1 className="sr">Lab</h1>
        <Transport />
        <RunStatus controller={controller} title={title} />
        <PhoneFacts title={title} />
        <RunSlips />
        <aside className="settings" aria-label="Settings">
          <Settings />
        </aside>
        {columns.map(({ column, cells }) => (
          <div key={column} className={`column ${columns.length > 1 ? column : 'only'}`}>
            {cells.map((cell) => (
              <PanelSlot key={cell.spec.id} {...cell} justOpened={cell.spec.id === opened} />
            ))}
          </div>
        ))}
        {columns.length === 0 && (
          <p className="column only waiting">No panel is shown: “+ panel”, at the foot, brings them back.</p>
        )}
        <div className="phone-menu">
          <PanelMenu onOpen={setOpened} />
        </div>
      </main>
      <footer className="timeline">
        <Timeline />
        <PanelMenu onOpen={setOpened} />
      </footer>
    </div>
  );
}
