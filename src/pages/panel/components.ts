import { EXACT_PANELS } from '../../panels/index.ts';
import { onDemand } from '../on-demand.tsx';

/** Each panel's component, which arrives when it is first shown. */
export const COMPONENTS = new Map(EXACT_PANELS.map(({ spec, load }) => [spec.id, onDemand(load)]));
