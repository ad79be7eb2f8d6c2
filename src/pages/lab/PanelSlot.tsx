import { Component, lazy, type ReactNode, Suspense } from 'react';
import { PANELS } from '../../panels/index.ts';
import type { PanelSpec } from '../../panels/panel.ts';
import { Slip } from '../../ui/shell/Slip.tsx';

const COMPONENTS = new Map(PANELS.map(({ spec, load }) => [spec.id, lazy(load)]));

/** One panel in its cell: the question, then what the panel draws. Its code arrives by itself, and its failure stays its own. */
export function PanelSlot({ spec }: { readonly spec: PanelSpec }) {
  const Panel = COMPONENTS.get(spec.id)!;
  const heading = `panel-${spec.id}`;
  return (
    <section className={`cell ${spec.id}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{spec.title}</h2>
        <span className="panel-id">{spec.id}</span>
      </header>
      <PanelBoundary>
        <Suspense fallback={null}>
          <Panel />
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
