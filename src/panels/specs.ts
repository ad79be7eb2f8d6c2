import { clipObjective } from './clip-objective/spec.ts';
import { envView } from './env-view/spec.ts';
import { learningCurve } from './learning-curve/spec.ts';
import type { PanelSpec } from './panel.ts';
import { pseudoCode } from './pseudo-code/spec.ts';

/** One line a panel, in the order in which the Lab stacks them. Pure data: no React, no D3. */
export const PANEL_SPECS: readonly PanelSpec[] = [envView, pseudoCode, learningCurve, clipObjective];
