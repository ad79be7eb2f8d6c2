import { useEffect } from 'react';
import type { Experiment } from '../../presets/experiment.ts';
import { decode, encode, type Link } from '../../presets/url.ts';
import type { Controller } from '../../state/controller.ts';
import { parseRoute, withoutView, withView } from '../router.ts';

/** Milliseconds between two changes of the address: browsers refuse one that is rewritten with every pixel of a drag. */
const SETTLE = 250;

/** A page that shows an experiment: which addresses are its own, and how it reads and writes them. */
export interface Place {
  owns(hash: string): boolean;
  read(hash: string): Pick<Link, 'experiment' | 'notices'>;
  write(experiment: Experiment): string;
}

export const LAB: Place = {
  owns: (hash) => parseRoute(hash).page === 'lab',
  read: decode,
  write: (experiment) => encode(experiment),
};

/** Whether this tab's experiment was opened before: the Lab may have been left and entered again. */
let opened = false;

/**
 * The address bar and the experiment say the same thing. A new address is decoded and opened; a changed experiment replaces
 * the address, which raises no `hashchange`, so the two never chase each other.
 */
export function useAddress(controller: Controller, place: Place = LAB): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOpening = false;

    const open = () => {
      if (!place.owns(location.hash)) return;
      clearTimeout(timer);
      timer = undefined;
      const { experiment, notices } = place.read(withoutView(location.hash));
      // A link stays as it was sent (it may name its version) until something in it is changed.
      isOpening = true;
      controller.open(experiment, notices);
      isOpening = false;
      opened = true;
    };
    const write = () => {
      if (!place.owns(location.hash)) return;
      const hash = withView(place.write(controller.session.getState().experiment), parseRoute(location.hash));
      if (hash !== location.hash) history.replaceState(null, '', hash);
    };
    // The first change at once: whoever leaves right after it finds it again on coming back.
    const follow = () => {
      if (timer === undefined) write();
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        write();
      }, SETTLE);
    };

    // Coming back by the plain link means coming back to the run, not to the defaults.
    if (opened && place === LAB && !location.hash.includes('?')) write();
    else open();
    addEventListener('hashchange', open);
    const unsubscribe = controller.session.subscribe((session, before) => {
      if (session.experiment !== before.experiment && !isOpening) follow();
    });
    return () => {
      removeEventListener('hashchange', open);
      unsubscribe();
      clearTimeout(timer);
    };
  }, [controller, place]);
}
