import { read, tf } from './tf.ts';

/** What stopped being a number, and where. */
export interface Trouble {
  /** In plain words: "θ", "the value loss". */
  readonly what: string;
  /** The pseudo-code line (1-based) that computed it. */
  readonly line: number;
  /** The config key of the step size that led there. */
  readonly stepSizeKey: string;
}

interface Quantity {
  readonly what: string;
  readonly line: number;
  readonly stepSizeKey: string;
}

/**
 * Collects scalars on the device while an iteration runs and reads them all at once at its end: one wait an iteration,
 * however many minibatches there were. The first one that is not finite names the trouble.
 */
export class Monitor<Name extends string> {
  private readonly names: Name[] = [];
  private readonly scalars: tf.Scalar[] = [];

  constructor(private readonly quantities: Readonly<Record<Name, Quantity>>) {}

  /** Takes over the scalar. Several values under one name are averaged in the end. */
  record(name: Name, value: tf.Scalar): void {
    this.names.push(name);
    this.scalars.push(tf.keep(value));
  }

  /** Means by name, in order of first appearance, and the first non-finite value; forgets everything recorded. */
  async collect(): Promise<{ means: Record<Name, number>; trouble: Trouble | null }> {
    const stacked = tf.stack(this.scalars);
    const values = await read(stacked);
    const sums = new Map<Name, { total: number; count: number }>();
    let trouble: Trouble | null = null;
    for (const [i, name] of this.names.entries()) {
      const value = values[i]!;
      if (!Number.isFinite(value)) trouble ??= this.quantities[name];
      const sum = sums.get(name) ?? { total: 0, count: 0 };
      sums.set(name, { total: sum.total + value, count: sum.count + 1 });
    }
    stacked.dispose();
    tf.dispose(this.scalars);
    this.names.length = 0;
    this.scalars.length = 0;
    const means = Object.fromEntries([...sums].map(([name, { total, count }]) => [name, total / count]));
    return { means: means as Record<Name, number>, trouble };
  }
}
