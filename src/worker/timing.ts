/** The event loop as worker and client see it; tests hand in one with a clock of their own. */
export interface Timing {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Resolves after the tasks that wait already, incoming messages among them. Full speed in hidden tabs too. */
  macrotask(): Promise<void>;
  /** Calls back once after `milliseconds`. Returns its undoing. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The real event loop. A message to oneself is a task that browsers, unlike `setTimeout`, never throttle. */
export function realTiming(): Timing {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    macrotask: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
