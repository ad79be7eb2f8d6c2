import type { Timing } from '../worker/timing.ts';
import { NO_FACTS } from './run-facts.ts';
import type { RunFacts } from './session.ts';

/** Milliseconds between two refreshes while a run goes on. */
const INTERVAL = 250;

/** Facts as they come, shown at once where the run's state turns, and at most four times a second otherwise. */
export class FactsBoard {
  private facts: RunFacts = NO_FACTS;
  private shownAt = Number.NEGATIVE_INFINITY;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly timing: Timing,
    private readonly show: (facts: RunFacts) => void,
  ) {}

  /** The newest facts, shown or not. */
  get newest(): RunFacts {
    return this.facts;
  }

  /** Shows them now. */
  set(facts: Partial<RunFacts>): void {
    this.facts = { ...this.facts, ...facts };
    this.refresh();
  }

  /** While the run goes on: shows them when it is time. */
  note(facts: Partial<RunFacts>): void {
    this.facts = { ...this.facts, ...facts };
    const wait = this.facts.state === 'running' ? this.shownAt + INTERVAL - this.timing.now() : 0;
    if (wait <= 0) this.refresh();
    else this.cancel ??= this.timing.after(wait, () => this.refresh());
  }

  dispose(): void {
    this.cancel?.();
  }

  private refresh(): void {
    this.cancel?.();
    this.cancel = null;
    this.shownAt = this.timing.now();
    this.show(this.facts);
  }
}
