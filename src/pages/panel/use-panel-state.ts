import { useCallback, useEffect, useState } from 'react';
import type { ExactPanelSpec } from '../../panels/panel.ts';
import { decodePanel, encodePanel, type PanelState, panelIdOf } from '../../presets/panel-url.ts';
import { addressWriter } from '../address-writer.ts';
import { parseRoute, withoutView, withView } from '../router.ts';

/** An exact panel's state, which it shares with the address bar: a new address is opened, a changed state replaces it. */
export function usePanelState(spec: ExactPanelSpec) {
  const [{ state, notices }, setOpened] = useState(() => read(spec));
  const [writer] = useState(addressWriter);

  useEffect(() => {
    const open = () => {
      if (panelIdOf(location.hash) === spec.id) setOpened(read(spec));
    };
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, [spec]);
  useEffect(() => {
    writer.follow(() => {
      const address = encodePanel(spec, state);
      // a link stays as it was sent until something in it is changed; replacing it raises no hashchange
      if (panelIdOf(location.hash) !== spec.id || encodePanel(spec, read(spec).state) === address) return;
      history.replaceState(null, '', withView(address, parseRoute(location.hash)));
    });
  }, [writer, spec, state]);
  useEffect(() => () => writer.cancel(), [writer]);

  const set = useCallback(
    (change: PanelState) => setOpened((now) => ({ ...now, state: { ...now.state, ...change } })),
    [],
  );
  const dismiss = useCallback(
    (index: number) => setOpened((now) => ({ ...now, notices: now.notices.toSpliced(index, 1) })),
    [],
  );
  return { state, notices, set, dismiss };
}

const read = (spec: ExactPanelSpec) => decodePanel(spec, withoutView(location.hash));
