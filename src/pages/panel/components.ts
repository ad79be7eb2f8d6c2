import { lazy } from 'react';
import { EXACT_PANELS } from '../../panels/index.ts';

/** Each panel's component, which arrives when it is first shown. */
export const COMPONENTS = new Map(EXACT_PANELS.map(({ spec, load }) => [spec.id, lazy(load)]));
