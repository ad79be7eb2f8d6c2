import { reasonOf } from '../engine/reason.ts';
import type { SameBatch, UpdateChoice } from '../engine/studies/same-batch.ts';
import type { UpdateRecord } from '../engine/studies/study.ts';
import type { Trainer } from '../engine/trainer.ts';
import type { ComparisonView } from './messages.ts';

/** Thrown into the work of a comparison that has become pointless. */
class Stopped extends Error {}

/** Tries updates on one batch while the run stands still. One comparison at a time: another one, or the run, ends it. */
export class ComparisonBench {
  private stopInHand: () => void = () => {};

  constructor(
    private readonly studies: Pick<Trainer['studies'], 'compare'>,
    private readonly breathe: () => Promise<void>,
    private readonly post: (view: ComparisonView) => void,
  ) {}

  /** Works on until it is done or stopped; tells of each piece. Never rejects. */
  async compare(record: UpdateRecord, choices: readonly UpdateChoice[]): Promise<void> {
    this.stop();
    const { iteration } = record;
    let soFar: SameBatch | null = null;
    let isStopped = false;
    this.stopInHand = () => {
      isStopped = true;
      this.post({ iteration, state: 'stopped', comparison: soFar, why: null });
    };
    const breathe = async () => {
      await this.breathe();
      if (isStopped) throw new Stopped();
    };
    try {
      await this.studies.compare(record, choices, breathe, (found) => {
        if (isStopped) return;
        soFar = found;
        const isDone = found.outcomes.length === choices.length;
        this.post({ iteration, state: isDone ? 'done' : 'running', comparison: found, why: null });
      });
    } catch (error) {
      if (error instanceof Stopped) return;
      this.post({ iteration, state: 'stopped', comparison: soFar, why: reasonOf(error) });
    }
    if (!isStopped) this.stopInHand = () => {};
  }

  stop(): void {
    this.stopInHand();
    this.stopInHand = () => {};
  }
}
