import { z } from 'zod';
import type { FieldMeta } from '../algorithms/fields.ts';
import type { Environment, EnvironmentOptions } from './environment.ts';

const meta: FieldMeta = {
  label: 'slippery',
  doc: 'On ice, one move in three goes where it was meant to; the others slide off to either side.',
  structural: true,
};
const slippery = z.boolean().meta({ ...meta });

/** An environment in two variants, between which a run's `slippery` chooses; the default one is returned. */
export function slipperyOrNot(make: (slippery: boolean) => Environment, byDefault: boolean): Environment {
  const options: EnvironmentOptions = {
    fields: z.object({ slippery: slippery.default(byDefault) }),
    configure: (settings) => (settings.slippery ? onIce : onFirmGround),
  };
  const onIce: Environment = { ...make(true), options };
  const onFirmGround: Environment = { ...make(false), options };
  return byDefault ? onIce : onFirmGround;
}
