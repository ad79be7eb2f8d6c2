import { type ComponentType, lazy } from 'react';

/** One for each component whose code, and each style sheet, that was asked for and did not come. */
const renewals = new Set<() => void>();

/** A component whose code arrives when it is first shown. One that did not arrive stays away until `askAgain`. */
export function onDemand<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  const ask = () =>
    lazy(() =>
      load().catch((error: unknown) => {
        renewals.add(renew);
        throw error;
      }),
    );
  // React's own `lazy` remembers a failure for good.
  const renew = () => {
    Arriving = ask();
  };
  let Arriving = ask();
  return (props) => <Arriving {...props} />;
}

/** Lets everything that did not arrive be asked for once more, when it is next shown. */
export function askAgain(): void {
  for (const renew of renewals) renew();
  renewals.clear();
}

/** Nothing fails for want of a network for longer than the network is away. */
addEventListener('online', askAgain);

// Vite asks once for a component's style sheet, whatever becomes of it: a link that failed is put in place again.
document.addEventListener(
  'error',
  ({ target: link }) => {
    if (!(link instanceof HTMLLinkElement && link.rel === 'stylesheet')) return;
    link.remove();
    renewals.add(() => document.head.append(link));
  },
  true,
);
