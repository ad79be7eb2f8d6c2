import { Suspense, useEffect } from 'react';
import { EXACT_PANELS } from '../../panels/index.ts';
import { PANEL_SPECS } from '../../panels/specs.ts';
import { panelIdOf } from '../../presets/panel-url.ts';
import { SharePanel } from '../../ui/share/SharePanel.tsx';
import { Bar } from '../../ui/shell/Bar.tsx';
import { Notices } from '../../ui/shell/Notices.tsx';
import { Slip } from '../../ui/shell/Slip.tsx';
import { parseRoute, useHash, withoutView } from '../router.ts';
import { COMPONENTS } from './components.ts';
import { LivePanel } from './LivePanel.tsx';
import { PanelIndex } from './PanelIndex.tsx';
import './panel.css';
import { usePanelState } from './use-panel-state.ts';

/** `#/panel/<id>`: one panel by itself; `#/panel`: all of them. */
export default function PanelPage() {
  const hash = useHash();
  const id = panelIdOf(hash);
  const { embed } = parseRoute(hash);
  const live = PANEL_SPECS.find((spec) => spec.id === id);
  const at = EXACT_PANELS.findIndex(({ spec }) => spec.id === id);
  const title = EXACT_PANELS[at]?.spec.title ?? 'Panels';
  useEffect(() => {
    // a panel that draws a run says so itself, with the run's name
    if (!live) document.title = `${title} · Policy Gradient Playground`;
  }, [live, title]);

  if (live) return <LivePanel key={id} spec={live} embed={embed} />;
  return (
    <>
      {!embed && <Bar page="panel">{at >= 0 && <SharePanel title={title} />}</Bar>}
      {at < 0 && id !== '' && (
        <Slip word="Unknown panel" onDismiss={() => location.replace('#/panel')}>
          There is no panel <code>{id}</code> here; these are the ones that exist.
        </Slip>
      )}
      {at < 0 ? <PanelIndex /> : <PanelAlone key={id} at={at} embed={embed} />}
    </>
  );
}

function PanelAlone({ at, embed }: { readonly at: number; readonly embed: boolean }) {
  const { spec } = EXACT_PANELS[at]!;
  const { state, notices, set, dismiss } = usePanelState(spec);
  const Panel = COMPONENTS.get(spec.id)!;
  return (
    <main className="panel-page">
      <Notices notices={notices} onDismiss={dismiss} />
      <section className="panel" aria-labelledby="panel-title">
        <header className="panel-head">
          <h1 id="panel-title">{spec.title}</h1>
          <span className="panel-id">{spec.id}</span>
        </header>
        <Suspense fallback={<div className="panel-waiting" />}>
          <Panel state={state} set={set} />
        </Suspense>
      </section>
      {embed ? (
        <p className="panel-source">
          <a href={location.pathname + withoutView(location.hash)} target="_blank" rel="noreferrer">
            Policy Gradient Playground
          </a>
        </p>
      ) : (
        <Neighbours at={at} />
      )}
    </main>
  );
}

/** The way on, in the lecture's order. */
function Neighbours({ at }: { readonly at: number }) {
  const [before, after] = [EXACT_PANELS[at - 1]?.spec, EXACT_PANELS[at + 1]?.spec];
  return (
    <nav className="neighbours" aria-label="Panels before and after">
      {before ? (
        <a href={`#/panel/${before.id}`}>
          <span className="mute">before</span> {before.title}
        </a>
      ) : (
        <span />
      )}
      {after && (
        <a href={`#/panel/${after.id}`}>
          <span className="mute">next</span> {after.title}
        </a>
      )}
    </nav>
  );
}
