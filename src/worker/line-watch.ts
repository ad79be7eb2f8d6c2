import type { DiagnosticId, Diagnostics, LineEvent, LineValue } from '../engine/run-events.ts';
import { LineSampler } from './line-sampler.ts';
import type { LineView } from './messages.ts';

/** Milliseconds between two looks at a running algorithm: about six a second. */
const LOOK_INTERVAL = 160;

/** Looks at the lines of one iteration after the other and keeps together what was seen of each. */
export class LineWatch {
  /** What visible panels want to see besides values. */
  wants: ReadonlySet<DiagnosticId> = new Set();

  private readonly sampler = new LineSampler(LOOK_INTERVAL);
  private values: Record<number, readonly LineValue[]> = {};
  private diagnostics: Diagnostics | null = null;
  /** The line where the algorithm waits, until it is looked at. */
  private unseen: LineEvent | null = null;

  /** The algorithm waits at a line. Returns whether it is worth a look while the run goes on. */
  arrive(event: LineEvent, now: number): boolean {
    this.unseen = event;
    return this.sampler.looksAt(event, now);
  }

  /** The algorithm goes on: its line can no longer be inspected. */
  leave(): void {
    this.unseen = null;
  }

  endIteration(): void {
    this.unseen = null;
    this.values = {};
    this.diagnostics = null;
    this.sampler.endIteration();
  }

  /** All that was seen of the iteration that ends now; null if nothing was. */
  summary(iteration: number): LineView | null {
    const line = Math.max(0, ...Object.keys(this.values).map(Number));
    if (line === 0) return null;
    return { line, iteration, values: this.values, diagnostics: structuredClone(this.diagnostics) };
  }

  /** The waiting line with all that was seen in `iteration`; null if it was looked at before, or none waits. */
  async look(iteration: number): Promise<LineView | null> {
    const event = this.unseen;
    if (!event) return null;
    this.unseen = null;
    const seen = await event.inspect(this.wants);
    this.values = { ...this.values, [event.line]: seen.values };
    if (seen.diagnostics && this.wantsMoreThanValues)
      this.diagnostics = { ...this.diagnostics, ...structuredClone(seen.diagnostics) };
    // A copy each time, for it is transferred, and later lines of the iteration show it again.
    const diagnostics = structuredClone(this.diagnostics);
    return { line: event.line, iteration, values: this.values, diagnostics };
  }

  private get wantsMoreThanValues(): boolean {
    return [...this.wants].some((id) => id !== 'lineValues');
  }
}
