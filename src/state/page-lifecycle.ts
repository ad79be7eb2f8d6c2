/** Whether somebody can see the page, and when that changes. */
export interface PageLifecycle {
  isVisible(): boolean;
  /** The page was shown, hidden, or is about to go. Returns its undoing. */
  onTurn(listener: () => void): () => void;
}

export function browserLifecycle(): PageLifecycle {
  return {
    isVisible: () => document.visibilityState === 'visible',
    onTurn(listener) {
      document.addEventListener('visibilitychange', listener);
      addEventListener('pagehide', listener);
      return () => {
        document.removeEventListener('visibilitychange', listener);
        removeEventListener('pagehide', listener);
      };
    },
  };
}
