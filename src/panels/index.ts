import { clipObjective } from './clip-objective/spec.ts';
import { envView } from './env-view/spec.ts';
import { learningCurve } from './learning-curve/spec.ts';
import type { PanelComponent, PanelSpec } from './panel.ts';
import { pseudoCode } from './pseudo-code/spec.ts';

interface Registration {
  readonly spec: PanelSpec;
  /** The component, loaded with the page that shows it. */
  readonly load: () => Promise<{ readonly default: PanelComponent }>;
}

/** One line a panel, in the order of `PANEL_SPECS`. */
export const PANELS: readonly Registration[] = [
  { spec: envView, load: () => import('./env-view/Panel.tsx') },
  { spec: pseudoCode, load: () => import('./pseudo-code/Panel.tsx') },
  { spec: learningCurve, load: () => import('./learning-curve/Panel.tsx') },
  { spec: clipObjective, load: () => import('./clip-objective/Panel.tsx') },
];
