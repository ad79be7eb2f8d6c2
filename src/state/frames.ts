/**
 * Drawing shared out over frames: whatever wants to be drawn waits in one line, and a frame takes from it until its time is
 * spent. Many figures that change at once then follow one another, a frame each, instead of holding up the page together.
 */

/** Milliseconds of drawing that begin in one frame; a single figure may take longer. */
const BUDGET = 6;

const waiting = new Set<() => void>();
let requested = false;

/** Calls `draw` in one of the next frames, once. Returns its undoing. In a hidden tab it waits until the tab is shown. */
export function onNextFrame(draw: () => void): () => void {
  waiting.add(draw);
  request();
  return () => waiting.delete(draw);
}

function request(): void {
  if (requested || waiting.size === 0) return;
  requested = true;
  requestAnimationFrame(() => {
    requested = false;
    const began = performance.now();
    try {
      for (const draw of waiting) {
        waiting.delete(draw);
        draw();
        if (performance.now() - began >= BUDGET) break;
      }
    } finally {
      // Also after a figure that broke: it is not to hold up the others.
      request();
    }
  });
}
