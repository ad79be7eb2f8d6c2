import fc from 'fast-check';
import { z } from 'zod';
import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import type { ConfigValue } from '../engine/run-spec.ts';
import { LAB_SPECS } from '../panels/specs.ts';
import { configSchema } from './config-schema.ts';
import type { Experiment } from './experiment.ts';
import { type FieldInfo, fieldsOf } from './field-info.ts';
import { pairingProblem } from './pairing.ts';
import { runFields } from './run-fields.ts';
import { CONTROLS } from './url.ts';

/** For property tests: experiments made from the schemas alone, each field over its whole range. */
export function anyValue(field: FieldInfo): fc.Arbitrary<ConfigValue> {
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'number':
      return fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0); // never −0
    case 'choice':
      return fc.constantFrom(...field.choices);
    case 'boolean':
      return fc.boolean();
    case 'text':
      return fc.stringMatching(new RegExp(z.toJSONSchema(field.schema).pattern ?? '^.*$'));
  }
}

export const anyRecord = (schema: z.ZodObject) =>
  fc.record(Object.fromEntries(fieldsOf(schema).map((field) => [field.key, anyValue(field)])));

export const PAIRINGS = ALGORITHMS.flatMap(({ spec }) =>
  ENVIRONMENTS.filter(({ id }) => !pairingProblem(spec.id, id)).map((env) => ({ spec, env: env.id })),
);

export const anyExperiment: fc.Arbitrary<Experiment> = fc
  .tuple(
    fc.constantFrom(...PAIRINGS),
    anyRecord(runFields),
    fc.shuffledSubarray(LAB_SPECS.map(({ id }) => id)),
    fc.shuffledSubarray([...CONTROLS]),
    fc.record(Object.fromEntries(LAB_SPECS.map(({ id, state }) => [id, anyRecord(state)]))),
  )
  .chain(([{ spec, env }, run, panels, hide, panelState]) =>
    anyRecord(configSchema(spec.id, env)).map((config) => ({
      algo: spec.id,
      env,
      ...runFields.parse(run),
      config,
      panels,
      panelState,
      hide,
    })),
  );
