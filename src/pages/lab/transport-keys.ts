import { useEffect } from 'react';
import type { Controller } from '../../state/controller.ts';

/** Play or pause, whichever is next; after the end, go on. */
export function toggle(controller: Controller): void {
  const { state } = controller.session.getState().run;
  if (state === 'running') controller.pause();
  else if (state === 'finished') controller.goOn();
  else if (state !== 'diverged') controller.play();
}

/** Space, ".", ">" and R drive the run from anywhere on the page, except from where they would be typed or pressed. */
export function useTransportKeys(controller: Controller): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.repeat) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest('input:not([type="range"], [type="checkbox"]), textarea, select, [contenteditable], dialog'))
        return;
      // On a button, a link or a handle, space already means something.
      if (event.key === ' ' && target.closest('button, a, summary, input, [role="slider"], [tabindex="0"]')) return;
      const action = ACTIONS[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action(controller);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [controller]);
}

const ACTIONS: Readonly<Record<string, (controller: Controller) => void>> = {
  ' ': toggle,
  '.': (controller) => controller.step('line'),
  '>': (controller) => controller.step('iteration'),
  r: (controller) => controller.reset(),
};
