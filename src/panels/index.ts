import type { ExactPanelComponent, ExactPanelSpec, OwnRunsSpec, PanelComponent, PanelSpec } from './panel.ts';
import { EXACT_PANEL_SPECS, OWN_RUNS_SPECS, PANEL_SPECS } from './specs.ts';

export interface Registration<Spec, Component> {
  readonly spec: Spec;
  /** The component, loaded with the page that shows it. */
  readonly load: () => Promise<{ readonly default: Component }>;
}

const COMPONENTS = import.meta.glob<{ readonly default: never }>('./*/Panel.tsx');

/** The panels of `PANEL_SPECS`, each with the component beside its specification. */
export const PANELS: readonly Registration<PanelSpec, PanelComponent>[] = PANEL_SPECS.map(withComponent);

/** The panels of `EXACT_PANEL_SPECS`, likewise. */
export const EXACT_PANELS: readonly Registration<ExactPanelSpec, ExactPanelComponent>[] =
  EXACT_PANEL_SPECS.map(withComponent);

/** Those of them that stand in the Lab too. */
export const OWN_RUNS_PANELS: readonly Registration<OwnRunsSpec, ExactPanelComponent>[] =
  OWN_RUNS_SPECS.map(withComponent);

function withComponent<Spec extends { readonly id: string }>(spec: Spec) {
  const load = COMPONENTS[`./${spec.id}/Panel.tsx`];
  if (!load) throw new Error(`Panel "${spec.id}" has a specification, but no src/panels/${spec.id}/Panel.tsx.`);
  return { spec, load };
}
