import { CLINIC } from './clinic.ts';
import { LESSONS } from './lessons.ts';
import type { Preset } from './preset.ts';

export { CLINIC, LESSONS };

/** Every preset with the id by which it is found. */
export const PRESETS: readonly Preset[] = [...LESSONS.flatMap(({ presets }) => presets), ...CLINIC];
