import { useEffect, useMemo, useState } from 'react';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import type { PanelSpec } from '../../panels/panel.ts';
import { Timeline } from '../../panels/timeline/Timeline.tsx';
import { decodeLivePanel, encodeLivePanel, panelIdOf } from '../../presets/panel-url.ts';
import { PlaygroundProvider, useController, useSession } from '../../state/react.tsx';
import { Settings } from '../../ui/controls/Settings.tsx';
import { ShareButton } from '../../ui/share/ShareButton.tsx';
import { Bar } from '../../ui/shell/Bar.tsx';
import { CELLS } from '../lab/cells.ts';
import { labController } from '../lab/lab-controller.ts';
import '../lab/lab.css';
import { PanelSlot } from '../lab/PanelSlot.tsx';
import { RunSlips } from '../lab/RunSlips.tsx';
import { RunStatus } from '../lab/RunStatus.tsx';
import { Transport } from '../lab/Transport.tsx';
import { useTransportKeys } from '../lab/transport-keys.ts';
import { type Place, useAddress } from '../lab/use-address.ts';

interface LivePanelProps {
  readonly spec: PanelSpec;
  readonly embed: boolean;
}

/** A panel that draws a run, with just enough of the Lab around it to run one. */
export function LivePanel(props: LivePanelProps) {
  const [controller] = useState(labController);
  return (
    <PlaygroundProvider controller={controller}>
      <Alone {...props} />
    </PlaygroundProvider>
  );
}

function Alone({ spec, embed }: LivePanelProps) {
  const controller = useController();
  const place = useMemo(() => placeOf(spec), [spec]);
  useAddress(controller, place);
  useTransportKeys(controller);
  const algo = useSession((session) => session.experiment.algo);
  const env = useSession((session) => session.experiment.env);
  const { title } = findAlgorithm(algo).spec;
  useEffect(() => {
    document.title = `${spec.title} ${title} on ${env} · Policy Gradient Playground`;
  }, [spec, title, env]);
  return (
    <div className="lab live-panel">
      {!embed && (
        <Bar page="panel">
          <ShareButton page={`panel/${spec.id}`} />
        </Bar>
      )}
      <main className="lab-main">
        <h1 className="sr">{spec.title}</h1>
        <Transport />
        <RunStatus controller={controller} title={title} />
        <RunSlips />
        {!embed && (
          <aside className="settings" aria-label="Settings">
            <Settings />
          </aside>
        )}
        <div className="column only">
          <PanelSlot {...CELLS.find((cell) => cell.spec === spec)!} />
        </div>
      </main>
      <footer className="timeline">
        <Timeline />
      </footer>
    </div>
  );
}

const placeOf = (spec: PanelSpec): Place => ({
  owns: (hash) => panelIdOf(hash) === spec.id,
  read: (hash) => decodeLivePanel(spec, hash),
  write: (experiment) => encodeLivePanel(spec, experiment),
});
