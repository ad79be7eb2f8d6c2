import { useEffect } from 'react';
import type { Experiment } from '../../presets/experiment.ts';
import { decode, encode, type Link } from '../../presets/url.ts';
import type { Controller } from '../../state/controller.ts';
import { addressWriter } from '../address-writer.ts';
import { parseRoute, withoutView, withView } from '../router.ts';

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
    const writer = addressWriter();
    let isOpening = false;

    const open = () => {
      if (!place.owns(location.hash)) return;
      writer.cancel();
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

    // Coming back by the plain link means coming back to the run, not to the defaults.
    if (opened && place === LAB && !location.hash.includes('?')) write();
    else open();
    addEventListener('hashchange', open);
    const unsubscribe = controller.session.subscribe((session, before) => {
      if (session.experiment !== before.experiment && !isOpening) writer.follow(write);
    });
    return () => {
      removeEventListener('hashchange', open);
      unsubscribe();
      writer.cancel();
    };
  }, [controller, place]);
}
