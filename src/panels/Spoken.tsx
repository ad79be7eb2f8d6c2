import { useThrottledLog } from './use-throttled-log.ts';

/** What a panel shows, in words, for those who do not see it: readable at any time, refreshed at most every 2 s. */
export function Spoken({ compose }: { readonly compose: () => string }) {
  return <p className="sr">{useThrottledLog(compose, 2000)}</p>;
}
