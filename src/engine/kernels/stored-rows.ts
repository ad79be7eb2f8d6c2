import type { Floats, Indices, Kernel } from './kernel.ts';

/**
 * A batch in the kernel's memory: rows of several arrays that belong together, of which minibatches are put back to where
 * they were taken from. Its room is kept for the next batch.
 */
export class StoredRows {
  /** Rows in hand. */
  count = 0;
  private room = 0;
  /** [room, width] each. */
  private columns: readonly Floats[] = [];
  private indices: Indices;

  /** @param widths numbers in a row of each array */
  constructor(
    private readonly kernel: Kernel,
    private readonly widths: readonly number[],
  ) {
    this.indices = kernel.indices(0);
  }

  /** Copies the first `count` rows of `places`, one array a width. */
  take(count: number, places: readonly Floats[]): void {
    this.reserve(count);
    this.count = count;
    this.columns.forEach((column, i) => {
      this.kernel.copy(places[i]!, column, count * this.widths[i]!);
    });
  }

  /** Copies rows (null: all) to the beginning of `places`. @returns how many */
  put(rows: Uint32Array | null, places: readonly Floats[]): number {
    const { kernel, widths, columns, indices } = this;
    const count = rows?.length ?? this.count;
    if (rows) indices.values.set(rows);
    for (const [i, column] of columns.entries()) {
      if (rows) kernel.gather(column, widths[i]!, indices, 0, count, places[i]!);
      else kernel.copy(column, places[i]!, count * widths[i]!);
    }
    return count;
  }

  /** The batch is done with. */
  release(): void {
    this.count = 0;
  }

  private reserve(count: number): void {
    if (count <= this.room) return;
    // Outgrown room is not given back by the kernel: doubling bounds what is lost.
    this.room = Math.max(count, 2 * this.room);
    this.columns = this.widths.map((width) => this.kernel.floats(this.room * width));
    this.indices = this.kernel.indices(this.room);
  }
}
