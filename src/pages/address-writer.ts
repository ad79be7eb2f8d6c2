/** Milliseconds without a change after which the last one is written. */
const SETTLE = 250;

/** Brings a page's state into the address bar, as it changes. */
export interface AddressWriter {
  /** The state has changed; `write` puts it into the address. */
  follow(write: () => void): void;
  /** What has not been written yet is not any more. */
  cancel(): void;
}

/**
 * Of several changes the first is written at once, so that whoever leaves right after it finds it on coming back, and the
 * last when they have ceased: browsers refuse an address that is rewritten with every pixel of a drag.
 */
export function addressWriter(): AddressWriter {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    follow(write) {
      if (timer === undefined) write();
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        write();
      }, SETTLE);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
