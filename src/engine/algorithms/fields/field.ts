import { z } from 'zod';

/** How a hyperparameter is documented, and how a form shows it. */
export interface FieldMeta {
  /** Name in plain words, in lower case. */
  readonly label: string;
  /** The lecture's symbol, in rich-text markup. */
  readonly symbol?: string;
  /** One line of documentation: the tooltip. */
  readonly doc: string;
  /** How a slider runs; `log` for quantities that one changes by factors. */
  readonly scale?: 'linear' | 'log';
  /** The slider's ends, where the allowed range is wider than what one drags over. */
  readonly slider?: readonly [number, number];
  readonly step?: number;
  /** Changing it needs a new run (network shapes, numbers of environments); all others apply from the next iteration. */
  readonly structural?: boolean;
  /** Shown only while another field of the same algorithm, where it has that field, has one of these values. */
  readonly when?: { readonly key: string; readonly is: readonly (string | number | boolean)[] };
  /** Words for the values of a choice. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** A hyperparameter: the values that it may take, and its words. */
export const field = <Schema extends z.ZodType>(schema: Schema, meta: FieldMeta) => schema.meta({ ...meta });
/** Numbers and whole numbers in a range, both ends included. */
export const number = (min: number, max: number) => z.number().min(min).max(max);
export const integer = (min: number, max: number) => z.int().min(min).max(max);

/** A field under other words, where an algorithm uses it in its own way; its range stays. */
export const reworded = <Schema extends z.ZodType>(schema: Schema, changes: Partial<FieldMeta>): Schema =>
  schema.meta({ ...(schema.meta() as unknown as FieldMeta), ...changes });
