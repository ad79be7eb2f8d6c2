import { useEffect, useRef, useState } from 'react';
import { MOST_STEPS } from './quantities.ts';

/** Milliseconds a step. */
const PACE = 90;

/** The ascent step by step: started by the reader, at once where motion is not wanted. */
export function useClimbing(setSteps: (steps: number) => void) {
  const [running, setRunning] = useState(false);
  const newest = useRef(setSteps);
  useEffect(() => {
    newest.current = setSteps;
  });
  useEffect(() => {
    if (!running) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      newest.current(MOST_STEPS);
      setRunning(false);
      return;
    }
    const begun = performance.now();
    let shown = -1;
    let frame = requestAnimationFrame(function next(now) {
      const steps = Math.min(MOST_STEPS, Math.max(0, Math.floor((now - begun) / PACE)));
      if (steps !== shown) newest.current(steps);
      shown = steps;
      if (steps < MOST_STEPS) frame = requestAnimationFrame(next);
      else setRunning(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [running]);
  return { running, toggle: () => setRunning((before) => !before) };
}
