import { type ComponentType, useCallback, useMemo } from 'react';
import type { ExactPanelComponent, OwnRunsSpec } from '../../panels/panel.ts';
import { startingPanelState } from '../../presets/defaults.ts';
import { encodePanel, type PanelState } from '../../presets/panel-url.ts';
import { useController, useSession } from '../../state/react.tsx';
import { KeyPrefix } from '../../ui/controls/Setting.tsx';

/** The body of a cell whose panel trains by itself: its state stands in the Lab's link, its runs have nothing to do with the Lab's. */
export function ownRunsIn(spec: OwnRunsSpec, Panel: ExactPanelComponent): ComponentType {
  return function OwnRuns() {
    const controller = useController();
    const algo = useSession(({ experiment }) => experiment.algo);
    const env = useSession(({ experiment }) => experiment.env);
    const start = useMemo(() => startingPanelState(algo, env)[spec.id]!, [algo, env]);
    const state = useSession(({ experiment }) => experiment.panelState[spec.id]) ?? start;
    const set = useCallback(
      (change: PanelState) => {
        for (const [key, value] of Object.entries(change)) controller.setPanelState(spec.id, key, value);
      },
      [controller],
    );
    return (
      <>
        <p className="own-runs">
          These runs are the panel’s own: the Lab’s transport and timeline do not move them, and both share the cores of
          this machine. <a href={encodePanel(spec, state)}>Open as a page</a>
        </p>
        <KeyPrefix value={`${spec.id}.`}>
          <Panel state={state} start={start} set={set} />
        </KeyPrefix>
      </>
    );
  };
}
