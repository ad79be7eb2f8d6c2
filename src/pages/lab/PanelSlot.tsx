import { Component, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Slip } from '../../ui/shell/Slip.tsx';
import { askAgain } from '../on-demand.tsx';
import type { Cell } from './cells.ts';

/** One panel in its cell: the question, then what the panel draws. Its code arrives by itself, and its failure stays its own. */
export function PanelSlot({ spec, Body, hasOwnRuns, justOpened = false }: Cell & { readonly justOpened?: boolean }) {
  const heading = `panel-${spec.id}`;
  return (
    <section className={`cell ${hasOwnRuns ? 'on-its-own ' : ''}${spec.id}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{spec.title}</h2>
        <span className="panel-id">{spec.id}</span>
      </header>
      <PanelBoundary>
        <Suspense fallback={null}>
          <Body />
          {justOpened && <IntoView />}
        </Suspense>
      </PanelBoundary>
    </section>
  );
}

/** Stands beside a panel that was just asked for: it may have come below the fold, where nobody would see it. */
function IntoView() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    here.current?.closest('.cell')?.scrollIntoView({ block: 'start' });
  }, []);
  return <span ref={here} hidden />;
}

class PanelBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  private readonly tryAgain = () => {
    askAgain();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Slip
        word="Not shown"
        role="alert"
        action={
          <button type="button" className="btn" onClick={this.tryAgain}>
            Try again
          </button>
        }
      >
        This panel met an error of its own; the run goes on. {error.message}
      </Slip>
    );
  }
}
