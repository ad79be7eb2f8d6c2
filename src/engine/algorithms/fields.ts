import { advantageFields } from './fields/advantage.ts';
import { asynchronyFields } from './fields/asynchrony.ts';
import { experienceFields } from './fields/experience.ts';
import { gradientStepFields } from './fields/gradient-step.ts';
import { networkFields } from './fields/network.ts';
import { populationFields } from './fields/population.ts';
import { replayFields } from './fields/replay.ts';
import { trustRegionFields } from './fields/trust-region.ts';
import { valueFields } from './fields/value.ts';

export { type FieldMeta, reworded } from './fields/field.ts';

/**
 * Every hyperparameter of the project, once: range, documentation (its tooltip), how a form shows it.
 * An algorithm's schema picks fields from here and gives each its default: `learningRate: fields.learningRate.default(3e-4)`.
 */
export const fields = {
  ...experienceFields,
  ...networkFields,
  ...advantageFields,
  ...valueFields,
  ...gradientStepFields,
  ...trustRegionFields,
  ...asynchronyFields,
  ...replayFields,
  ...populationFields,
} as const;
