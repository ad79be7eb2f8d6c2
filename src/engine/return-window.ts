import type { CheckpointPart } from './run-spec.ts';

/** Returns of the last `size` training episodes. */
export class ReturnWindow {
  private returns: number[] = [];

  constructor(private readonly size: number) {}

  push(value: number): void {
    this.returns.push(value);
    if (this.returns.length > this.size) this.returns.shift();
  }

  /** Their mean, or null before the first episode has ended. */
  mean(): number | null {
    if (this.returns.length === 0) return null;
    return this.returns.reduce((sum, value) => sum + value, 0) / this.returns.length;
  }

  save(): CheckpointPart {
    return { returns: [...this.returns] };
  }

  load({ returns }: CheckpointPart): void {
    this.returns = [...(returns as readonly number[])];
  }
}
