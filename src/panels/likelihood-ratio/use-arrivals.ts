import { useEffect, useRef, useState } from 'react';
import { MOST_SAMPLES } from './spec.ts';

/** Milliseconds that ten times as many samples take to arrive. */
const DECADE = 2200;

/** Samples that arrive one by one, ever faster, once asked for; from one again if all were there. */
export function useArrivals(samples: number, arrive: (samples: number) => void) {
  const [playing, setPlaying] = useState(false);
  const newest = useRef({ samples, arrive });
  newest.current = { samples, arrive };

  useEffect(() => {
    if (!playing) return;
    const { samples: there } = newest.current;
    const from = there >= MOST_SAMPLES ? 1 : there;
    let began: number | null = null;
    let request = 0;
    let last = there;
    // a number may be on its way to the page still when the next is due
    const ours = new Set([there]);
    const frame = (now: number) => {
      began ??= now;
      // somebody else has moved the number meanwhile: leave it to them
      if (!ours.has(newest.current.samples)) return setPlaying(false);
      const next = Math.min(MOST_SAMPLES, Math.floor(from * 10 ** ((now - began) / DECADE)));
      if (next !== last) {
        ours.add(next);
        newest.current.arrive(next);
      }
      last = next;
      if (next >= MOST_SAMPLES) setPlaying(false);
      else request = requestAnimationFrame(frame);
    };
    request = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(request);
  }, [playing]);

  const toggle = () => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (still && !playing) arrive(samples >= MOST_SAMPLES ? 1 : MOST_SAMPLES);
    else setPlaying(!playing);
  };
  return { playing, toggle };
}
