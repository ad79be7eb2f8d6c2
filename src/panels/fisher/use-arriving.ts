import { useEffect, useRef, useState } from 'react';
import { MOST_SAMPLES } from './quantities.ts';

/** Milliseconds that all samples take to arrive: the first ones slowly, so that each can be seen. */
const DURATION = 5000;

/** Samples arriving, from one to all: started by the reader, at once where motion is not wanted. */
export function useArriving(setSamples: (samples: number) => void) {
  const [running, setRunning] = useState(false);
  const newest = useRef(setSamples);
  useEffect(() => {
    newest.current = setSamples;
  });
  useEffect(() => {
    if (!running) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      newest.current(MOST_SAMPLES);
      setRunning(false);
      return;
    }
    const begun = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      const part = Math.min(1, Math.max(0, (now - begun) / DURATION));
      newest.current(Math.round(MOST_SAMPLES ** part));
      if (part < 1) frame = requestAnimationFrame(next);
      else setRunning(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [running]);
  return { running, toggle: () => setRunning((before) => !before) };
}
