import { Component, type ReactNode, Suspense } from 'react';
import { Slip } from '../../ui/shell/Slip.tsx';
import type { Cell } from './cells.ts';

/** One panel in its cell: the question, then what the panel draws. Its code arrives by itself, and its failure stays its own. */
export function PanelSlot({ spec, Body, hasOwnRuns }: Cell) {
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
        </Suspense>
      </PanelBoundary>
    </section>
  );
}

class PanelBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Slip
        word="Not shown"
        role="alert"
        action={
          <button type="button" className="btn" onClick={() => this.setState({ error: null })}>
            Try again
          </button>
        }
      >
        This panel met an error of its own; the run goes on. {error.message}
      </Slip>
    );
  }
}
