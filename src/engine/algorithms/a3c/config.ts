import type { z } from 'zod';
import type { a3c } from './spec.ts';

export type Config = z.infer<typeof a3c.config>;
