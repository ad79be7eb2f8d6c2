// Functions that run inside the page: each must stand alone, for only its own text travels there.

/** From before the page's first script: every task of the main thread over 50 ms, with when it began. */
export function watchLongTasks(): void {
  const tasks: { readonly start: number; readonly duration: number }[] = [];
  Object.assign(window, { longTasks: tasks });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** Durations of the long tasks that begin within the next `ms`. */
export async function longTasksDuring(ms: number): Promise<readonly number[]> {
  const from = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const { longTasks } = window as unknown as { longTasks: { readonly start: number; readonly duration: number }[] };
  return longTasks.filter(({ start }) => start >= from).map(({ duration }) => duration);
}

/**
 * After `delay` ms presses Pause; then the time until the status says paused and the last iteration or line has arrived,
 * whichever is later. Half a second of quiet ends the watch.
 */
export function pauseLatency(delay: number): Promise<number> {
  const status = document.querySelector<HTMLElement>('[aria-label="Run status"]')!;
  const listing = document.querySelector('.code')!;
  const button = document.querySelector<HTMLElement>('.transport .play')!;
  return new Promise((resolve) => {
    setTimeout(() => {
      const pressed = performance.now();
      let latest = pressed;
      let quiet: ReturnType<typeof setTimeout> | undefined;
      const observer = new MutationObserver(() => {
        latest = performance.now();
        clearTimeout(quiet);
        if (status.dataset.state !== 'paused') return;
        quiet = setTimeout(() => {
          observer.disconnect();
          resolve(latest - pressed);
        }, 500);
      });
      observer.observe(status, { attributeFilter: ['data-state', 'data-iteration', 'data-steps'] });
      observer.observe(listing, { subtree: true, childList: true, characterData: true, attributes: true });
      button.click();
    }, delay);
  });
}

/** Begins to take the time of every frame. The function returned ends it and gives them, in ms. */
export function frameTimes(): () => readonly number[] {
  const times: number[] = [];
  let last: number | undefined;
  let frame = requestAnimationFrame(function next(now) {
    if (last !== undefined) times.push(now - last);
    last = now;
    frame = requestAnimationFrame(next);
  });
  return () => {
    cancelAnimationFrame(frame);
    return times;
  };
}
