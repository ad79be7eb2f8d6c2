import type { PanelComponent, PanelSpec } from './panel.ts';
import { PANEL_SPECS } from './specs.ts';

interface Registration {
  readonly spec: PanelSpec;
  /** The component, loaded with the page that shows it. */
  readonly load: () => Promise<{ readonly default: PanelComponent }>;
}

const COMPONENTS = import.meta.glob<{ readonly default: PanelComponent }>('./*/Panel.tsx');

/** The panels of `PANEL_SPECS`, each with the component beside its specification. */
export const PANELS: readonly Registration[] = PANEL_SPECS.map((spec) => {
  const load = COMPONENTS[`./${spec.id}/Panel.tsx`];
  if (!load) throw new Error(`Panel "${spec.id}" has a specification, but no src/panels/${spec.id}/Panel.tsx.`);
  return { spec, load };
});
