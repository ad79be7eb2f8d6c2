import type { IterationRecord } from '../engine/run-events.ts';
import type { ConfigValue } from '../engine/run-spec.ts';

export interface Edit {
  /** The iteration that it takes effect with. */
  readonly from: number;
  readonly config: Readonly<Record<string, ConfigValue>>;
}

/** What was changed by hand and is in no checkpoint yet, so that a run that lost iterations can repeat it. */
export class EditHistory {
  /** Seen in a record. */
  private confirmed: Edit[] = [];
  /** Asked for; a record will tell which iteration it took effect with. */
  private readonly pending = new Map<string, { readonly from: number; readonly value: ConfigValue }>();

  /** An edit was sent when `latest` was the last iteration that the page had seen. */
  add(config: Readonly<Record<string, ConfigValue>>, latest: number): void {
    for (const [key, value] of Object.entries(config)) this.pending.set(key, { from: latest + 1, value });
  }

  confirm({ iteration, changes }: IterationRecord): void {
    for (const { key, to } of changes) {
      this.confirmed = this.confirmed.filter(({ from, config }) => from !== iteration || !(key in config));
      this.confirmed.push({ from: iteration, config: { [key]: to } });
      if (this.pending.get(key)?.value === to) this.pending.delete(key);
    }
  }

  /** A checkpoint after `iteration` holds what took effect until then. */
  forgetUntil(iteration: number): void {
    this.confirmed = this.confirmed.filter(({ from }) => from > iteration);
  }

  /** In the order in which they are to be repeated. */
  get all(): readonly Edit[] {
    const pending = [...this.pending].map(([key, { from, value }]) => ({ from, config: { [key]: value } }));
    return [...this.confirmed, ...pending].toSorted((a, b) => a.from - b.from);
  }
}
