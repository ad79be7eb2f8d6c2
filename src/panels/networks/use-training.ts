import { useEffect, useRef, useState } from 'react';
import { MOST_UPDATES } from './spec.ts';

/** Updates a second: one at a time can be followed, and all of them take seconds. */
const PER_SECOND = 80;

/** Lets updates come one after the other, from where they are or from the start, until all are done or it is stopped. */
export function useTraining(updates: number, setUpdates: (updates: number) => void) {
  const [isRunning, setRunning] = useState(false);
  const newest = useRef({ updates, setUpdates });
  useEffect(() => {
    newest.current = { updates, setUpdates };
  });
  useEffect(() => {
    if (!isRunning) return;
    let frame = 0;
    let last: number | null = null;
    /** Parts of an update that the clock has run ahead. */
    let ahead = 0;
    const go = (now: number) => {
      ahead += last === null ? 1 : ((now - last) / 1000) * PER_SECOND;
      last = now;
      // a tab that was hidden does not catch up
      const whole = Math.min(4, Math.floor(ahead));
      ahead = Math.min(1, ahead - whole);
      const reached = Math.min(MOST_UPDATES, newest.current.updates + whole);
      if (whole > 0) newest.current.setUpdates(reached);
      if (reached >= MOST_UPDATES) setRunning(false);
      else frame = requestAnimationFrame(go);
    };
    frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [isRunning]);

  return {
    isRunning,
    stop: () => setRunning(false),
    start() {
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        setUpdates(MOST_UPDATES);
        return;
      }
      if (updates >= MOST_UPDATES) setUpdates(0);
      setRunning(true);
    },
  };
}
