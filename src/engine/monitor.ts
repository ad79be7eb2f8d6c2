import type { Reading } from './nn/learner.ts';
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

/**
 * Collects readings while an iteration runs and waits for them all at once at its end, however many minibatches there
 * were. The first one that is not finite names the trouble.
 */
export class Monitor<Name extends string> {
  private readonly names: Name[] = [];
  private readonly readings: Reading[] = [];

  constructor(private readonly quantities: Readonly<Record<Name, Trouble>>) {}

  /** Takes over the reading. Several under one name are averaged in the end. */
  record(name: Name, reading: Reading): void {
    this.names.push(name);
    this.readings.push(typeof reading === 'number' ? reading : tf.keep(reading));
  }

  recordAll(readings: Readonly<Partial<Record<Name, Reading>>>): void {
    for (const [name, reading] of Object.entries<Reading | undefined>(readings))
      if (reading !== undefined) this.record(name as Name, reading);
  }

  /** The newest reading under this name, for whoever looks while the iteration runs. */
  async last(name: Name): Promise<number> {
    const reading = this.readings[this.names.lastIndexOf(name)]!;
    return typeof reading === 'number' ? reading : (await read(reading))[0]!;
  }

  /** Means by name, in order of first appearance, and the first non-finite value; forgets everything recorded. */
  async collect(): Promise<{ means: Record<Name, number>; trouble: Trouble | null }> {
    const values = await this.values();
    const sums = new Map<Name, { total: number; count: number }>();
    let trouble: Trouble | null = null;
    for (const [i, name] of this.names.entries()) {
      const value = values[i]!;
      if (!Number.isFinite(value)) trouble ??= this.quantities[name];
      const sum = sums.get(name) ?? { total: 0, count: 0 };
      sums.set(name, { total: sum.total + value, count: sum.count + 1 });
    }
    this.names.length = 0;
    this.readings.length = 0;
    const means = Object.fromEntries([...sums].map(([name, { total, count }]) => [name, total / count]));
    return { means: means as Record<Name, number>, trouble };
  }

  /** All readings as numbers, by a single wait; tensors are disposed. */
  private async values(): Promise<ArrayLike<number>> {
    const tensors = this.readings.filter((reading) => typeof reading !== 'number');
    if (tensors.length === 0) return this.readings as number[];
    const stacked = tf.stack(tensors);
    const waited = await read(stacked);
    tf.dispose([stacked, tensors]);
    let next = 0;
    return this.readings.map((reading) => (typeof reading === 'number' ? reading : waited[next++]!));
  }
}
