import type { ComponentType } from 'react';
import { OWN_RUNS_PANELS, PANELS } from '../../panels/index.ts';
import type { LabSpec } from '../../panels/panel.ts';
import { onDemand } from '../on-demand.tsx';
import { ownRunsIn } from './OwnRuns.tsx';

/** A panel as the Lab sees it. */
export interface Cell {
  readonly spec: LabSpec;
  /** What stands below the question. Its code arrives when it is first shown. */
  readonly Body: ComponentType;
  /** It trains by itself, beside the Lab's run. */
  readonly hasOwnRuns: boolean;
}

/** Everything that can stand in the Lab, in its order there. */
export const CELLS: readonly Cell[] = [
  ...PANELS.map(({ spec, load }) => ({ spec, Body: onDemand(load), hasOwnRuns: false })),
  ...OWN_RUNS_PANELS.map(({ spec, load }) => ({ spec, Body: ownRunsIn(spec, onDemand(load)), hasOwnRuns: true })),
];

/** Those that an algorithm has a use for. */
export const cellsFor = (algo: string): readonly Cell[] =>
  CELLS.filter(({ spec: { suits } }) => suits === 'all' || suits.includes(algo));
