import type { StudyRequest, StudyView } from '../engine/studies/study.ts';
import type { Trainer } from '../engine/trainer.ts';
import { ComparisonBench } from './comparison.ts';
import type { ComparisonView, ToWorker } from './messages.ts';
import type { RunControl } from './run-control.ts';
import type { Timing } from './timing.ts';
import { UpdateShelf } from './update-shelf.ts';

type CompareMessage = Extract<ToWorker, { type: 'compare' }>;

/** All that is asked of a run's updates: what studies say of the one in sight, and how others do on the same batch. */
export class UpdateDesk {
  /** Both come with the trainer; before, there is no update to be studied. */
  private shelf: UpdateShelf | null = null;
  private bench: ComparisonBench | null = null;
  private wantedStudies: readonly StudyRequest[] = [];
  /** Waits for the run to stand still. */
  private wantedComparison: CompareMessage | null = null;

  constructor(
    private readonly control: RunControl,
    private readonly timing: Timing,
    private readonly post: {
      readonly study: (view: StudyView) => void;
      readonly comparison: (view: ComparisonView) => void;
    },
  ) {}

  open(studies: Trainer['studies']): void {
    const breathe = () => this.control.yieldIfDue();
    this.shelf = new UpdateShelf(studies, this.timing, breathe, this.post.study);
    this.shelf.request(this.wantedStudies);
    this.bench = new ComparisonBench(studies, breathe, this.post.comparison);
  }

  close(): void {
    this.shelf?.close();
    this.bench?.stop();
  }

  request(studies: readonly StudyRequest[]): void {
    if (JSON.stringify(studies) === JSON.stringify(this.wantedStudies)) return;
    this.wantedStudies = studies;
    this.shelf?.request(studies);
  }

  lookBackAt(iteration: number | null): void {
    this.shelf?.lookBackAt(iteration);
  }

  /** After each iteration, before the next one begins. */
  async take(iteration: number): Promise<void> {
    await this.shelf?.take(iteration, this.control.mode === 'playing');
  }

  /** The run stands still after `iteration`. */
  async settle(iteration: number): Promise<void> {
    await this.shelf?.settle(iteration);
  }

  /** The run goes on: a comparison in hand is over. */
  endComparison(): void {
    this.bench?.stop();
  }

  wantComparison(message: CompareMessage): void {
    this.wantedComparison = message;
  }

  forgetComparison(): void {
    this.wantedComparison = null;
  }

  /** The run stands still: begins the comparison that waits for that. See UpdateShelf.find for `standsAt`. */
  async compare(standsAt: number | null): Promise<void> {
    const message = this.wantedComparison;
    if (!message) return;
    const { iteration, choices } = message;
    const record = await this.shelf!.find(iteration, standsAt);
    if (this.wantedComparison !== message || this.control.isAbandoned) return;
    this.wantedComparison = null;
    if (record) void this.bench!.compare(record, choices);
    else this.post.comparison({ iteration, state: 'impossible', comparison: null, why: null });
  }
}
