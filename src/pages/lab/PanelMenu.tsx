import { useId } from 'react';
import { useController, useSession } from '../../state/react.tsx';
import { type Cell, cellsFor } from './cells.ts';

interface Opening {
  /** Told which panel was asked for. */
  readonly onOpen: (id: string) => void;
}

/** "+ panel": which of the panels that suit the algorithm stand in the Lab. */
export function PanelMenu({ onOpen }: Opening) {
  const algo = useSession((session) => session.experiment.algo);
  const menu = useId();
  const suitable = cellsFor(algo);
  const withOwnRuns = suitable.filter(({ hasOwnRuns }) => hasOwnRuns);

  return (
    <>
      <button type="button" className="btn" popoverTarget={menu}>
        + panel
      </button>
      <fieldset id={menu} popover="auto" className="panel-menu">
        <legend>Panels on this run</legend>
        <Choices cells={suitable.filter(({ hasOwnRuns }) => !hasOwnRuns)} onOpen={onOpen} />
        {withOwnRuns.length > 0 && (
          <fieldset>
            <legend>With runs of their own, trained when you ask</legend>
            <Choices cells={withOwnRuns} onOpen={onOpen} />
          </fieldset>
        )}
      </fieldset>
    </>
  );
}

function Choices({ cells, onOpen }: Opening & { readonly cells: readonly Cell[] }) {
  const controller = useController();
  const panels = useSession((session) => session.experiment.panels);
  const toggle = (id: string) => {
    const open = !panels.includes(id);
    controller.setPanels(open ? [...panels, id] : panels.filter((panel) => panel !== id));
    if (open) onOpen(id);
  };

  return cells.map(({ spec }) => (
    <label key={spec.id}>
      <input type="checkbox" checked={panels.includes(spec.id)} onChange={() => toggle(spec.id)} />
      <span>
        <b>{spec.title}</b>
        <span className="mute">{spec.summary}</span>
      </span>
    </label>
  ));
}
