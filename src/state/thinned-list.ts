/**
 * A list that never outgrows its capacity: when full, it keeps every second item, later every fourth … of the numbered
 * sequence, so that what remains lies evenly over it. The newest item always stands.
 */
export class ThinnedList<Item> {
  private kept: Item[] = [];
  private stride = 1;

  /**
   * @param ordinal An item's number in the sequence: its place in it, whatever was dropped.
   * @param isPrecious Items that are spared until they alone fill half of the list.
   */
  constructor(
    private readonly capacity: number,
    private readonly ordinal: (item: Item) => number,
    private readonly isPrecious: (item: Item) => boolean = () => false,
  ) {}

  /** A new array only when something was dropped. */
  get items(): readonly Item[] {
    return this.kept;
  }

  /** Of how many items in the sequence one is kept. */
  get spacing(): number {
    return this.stride;
  }

  /** Takes over what another list of this capacity kept. */
  restore(items: readonly Item[], spacing: number): void {
    this.kept = [...items];
    this.stride = spacing;
  }

  push(item: Item): void {
    const newest = this.kept.at(-1);
    if (newest !== undefined && !this.stays(newest)) this.kept.pop();
    this.kept.push(item);
    if (this.kept.length > this.capacity) this.thin();
  }

  /** Keeps the items before the first one that fails the test. */
  cut(stays: (item: Item) => boolean): void {
    const end = this.kept.findIndex((item) => !stays(item));
    if (end >= 0) this.kept = this.kept.slice(0, end);
    if (this.kept.length === 0) this.stride = 1;
  }

  private stays(item: Item): boolean {
    return this.ordinal(item) % this.stride === 0 || this.isPrecious(item);
  }

  private thin(): void {
    const newest = this.kept.at(-1)!;
    if (this.kept.filter(this.isPrecious).length > this.capacity / 2) {
      let count = 0;
      this.kept = this.kept.filter((item) => !this.isPrecious(item) || count++ % 2 === 0);
    }
    while (this.kept.length > this.capacity) {
      const before = this.kept.length;
      this.stride *= 2;
      this.kept = this.kept.filter((item) => this.stays(item));
      if (this.kept.length === before && this.stride > this.ordinal(newest)) break;
    }
    if (this.kept.at(-1) !== newest) this.kept.push(newest);
  }
}
