import { Component, type ReactNode } from 'react';
import { Bar } from '../ui/shell/Bar.tsx';
import { Slip } from '../ui/shell/Slip.tsx';
import type { PageId } from './router.ts';

/** A page that cannot be loaded or drawn says so; the bar, and so the way out, stays. */
export class PageBoundary extends Component<
  { readonly page: PageId; readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        <Bar page={this.props.page} />
        <Slip
          word="Not shown"
          role="alert"
          action={
            <button type="button" className="btn" onClick={() => location.reload()}>
              Load again
            </button>
          }
        >
          This page could not be shown: {error.message}
        </Slip>
      </>
    );
  }
}
