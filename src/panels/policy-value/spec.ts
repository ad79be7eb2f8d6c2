import { z } from 'zod';
import type { PanelSpec } from '../panel.ts';

const place = (name: string) =>
  z
    .number()
    .min(0)
    .max(1)
    .meta({
      label: `place along ${name}`,
      doc: `Where values are read: 0 is one end of ${name}, 1 the other.`,
      step: 0.01,
    })
    .default(0.5);

export const policyValue = {
  id: 'policy-value',
  title: 'What would it do, and what does it expect, elsewhere?',
  summary:
    'π and V over a plane of state space, changing as they learn, with the states of the last batch on top and a point to be read.',
  state: z.object({
    plane: z
      .string()
      .meta({ label: 'plane', doc: 'Two coordinates of the state, such as angle,turn-rate; empty for the usual ones.' })
      .default(''),
    span: z
      .enum(['bounds', 'visited'])
      .meta({
        label: 'span',
        doc: 'How far the plane reaches: over the whole range of its coordinates, or just over the last batch.',
        choices: { bounds: 'the whole range', visited: 'where the batch was' },
      })
      .default('bounds'),
    action: z
      .string()
      .meta({ label: 'action', doc: 'The action whose probability is drawn, by name; empty for the last one.' })
      .default(''),
    x: place('the plane’s first coordinate'),
    y: place('its second one'),
  }),
  suits: [
    'reinforce',
    'actor-critic',
    'a2c',
    'is-pg',
    'npg',
    'trpo',
    'ppo-kl',
    'ppo-clip',
    'vpg-adaptive',
    'a2c-trust-region',
  ],
  needs: [],
  column: 'right',
  byDefault: false,
} as const satisfies PanelSpec;
