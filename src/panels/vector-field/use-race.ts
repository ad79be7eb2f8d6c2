import { useCallback, useEffect, useRef, useState } from 'react';
import { LAST_STEP } from './spec.ts';

/** Milliseconds that a race takes: the first ten steps as long as the next hundred. */
const DURATION = 3200;

/**
 * A race that is run before the reader's eyes, in steps from 0 to the last one, by factors. It begins when it is asked to,
 * ends by telling where it ended, and is over at once where motion is not wanted.
 */
export function useRace(onEnd: (steps: number) => void): {
  readonly racing: number | null;
  readonly begin: () => void;
  readonly stop: () => void;
} {
  const [racing, setRacing] = useState<number | null>(null);
  const frame = useRef(0);
  const ended = useRef(onEnd);
  useEffect(() => {
    ended.current = onEnd;
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const stop = useCallback(() => {
    cancelAnimationFrame(frame.current);
    setRacing(null);
  }, []);
  const begin = useCallback(() => {
    cancelAnimationFrame(frame.current);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      ended.current(LAST_STEP);
      return;
    }
    let began: number | undefined;
    const advance = (now: number) => {
      began ??= now;
      const part = (now - began) / DURATION;
      if (part >= 1) {
        setRacing(null);
        ended.current(LAST_STEP);
        return;
      }
      setRacing(Math.floor((LAST_STEP + 1) ** part) - 1);
      frame.current = requestAnimationFrame(advance);
    };
    setRacing(0);
    frame.current = requestAnimationFrame(advance);
  }, []);
  return { racing, begin, stop };
}
