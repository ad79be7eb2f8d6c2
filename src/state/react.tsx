import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Controller } from './controller.ts';
import { onNextFrame } from './frames.ts';
import type { PinnedRun } from './pinned-runs.ts';
import type { Session } from './session.ts';

const PlaygroundContext = createContext<Controller | null>(null);

/** Hands a controller to the panels and controls inside. It neither creates nor disposes it. */
export function PlaygroundProvider({
  controller,
  children,
}: {
  readonly controller: Controller;
  readonly children: ReactNode;
}) {
  return <PlaygroundContext value={controller}>{children}</PlaygroundContext>;
}

/** @throws Error outside a PlaygroundProvider. */
export function useController(): Controller {
  const controller = useContext(PlaygroundContext);
  if (!controller) throw new Error('A panel or control needs a PlaygroundProvider around it.');
  return controller;
}

/** A part of the session; renders again when it changes. `select` must return the same thing for the same session. */
export function useSession<Part>(select: (session: Session) => Part): Part {
  return useStore(useController().session, select);
}

/** Runs kept for comparison, oldest first. */
export function usePinned(): readonly PinnedRun[] {
  return useStore(useController().pinned);
}

/**
 * Calls `draw` in one of the next animation frames after the metric log has changed, at most once a frame, and not in a hidden tab:
 * there frames wait until the tab is shown again.
 */
export function useLog(draw: () => void): void {
  const { log } = useController();
  const newest = useRef(draw);
  useEffect(() => {
    newest.current = draw;
  });
  useEffect(() => {
    let drawn = -1;
    let undo: (() => void) | null = null;
    const paint = () => {
      undo = null;
      if (drawn === log.version) return;
      drawn = log.version;
      newest.current();
    };
    const request = () => {
      undo ??= onNextFrame(paint);
    };
    request();
    const unsubscribe = log.subscribe(request);
    document.addEventListener('visibilitychange', request);
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', request);
      undo?.();
    };
  }, [log]);
}
