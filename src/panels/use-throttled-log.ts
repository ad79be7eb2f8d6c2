import { useEffect, useRef, useState } from 'react';
import { useLog } from '../state/react.tsx';

/** Words about the run, read again at most every `everyMs` while the log grows, and whenever the caller renders. */
export function useThrottledLog(read: () => string, everyMs: number): string {
  const [text, setText] = useState(read);
  const newest = useRef(read);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    newest.current = read;
    setText(read());
  });
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useLog(() => {
    timer.current ??= window.setTimeout(() => {
      timer.current = undefined;
      setText(newest.current());
    }, everyMs);
  });
  return text;
}
