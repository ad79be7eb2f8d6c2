import { useId } from 'react';
import { PANELS } from '../../panels/index.ts';
import type { PanelSpec } from '../../panels/panel.ts';
import { useController, useSession } from '../../state/react.tsx';

export function suits(spec: PanelSpec, algo: string): boolean {
  return spec.suits === 'all' || spec.suits.includes(algo);
}

/** "+ panel": which of the panels that suit the algorithm stand in the Lab. */
export function PanelMenu() {
  const controller = useController();
  const algo = useSession((session) => session.experiment.algo);
  const panels = useSession((session) => session.experiment.panels);
  const menu = useId();
  const suitable = PANELS.filter(({ spec }) => suits(spec, algo)).map(({ spec }) => spec);

  const toggle = (id: string) =>
    controller.setPanels(panels.includes(id) ? panels.filter((panel) => panel !== id) : [...panels, id]);

  return (
    <>
      <button type="button" className="btn" popoverTarget={menu}>
        + panel
      </button>
      <fieldset id={menu} popover="auto" className="panel-menu">
        <legend>Panels</legend>
        {suitable.map((spec) => (
          <label key={spec.id}>
            <input type="checkbox" checked={panels.includes(spec.id)} onChange={() => toggle(spec.id)} />
            <span>
              <b>{spec.title}</b>
              <span className="mute">{spec.summary}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
