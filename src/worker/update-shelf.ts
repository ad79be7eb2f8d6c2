import type { UpdateStudies } from '../engine/studies/index.ts';
import type { Studies, StudyRequest, StudyView, UpdateRecord } from '../engine/studies/study.ts';
import { keepsSnapshot } from './snapshots.ts';
import type { Timing } from './timing.ts';

/** Milliseconds between two studies of a running run: what is costly is refreshed at most twice a second. */
const INTERVAL = 500;
/** Beside training, a study is followed by at least this many times the time that it took. */
const TRAINING_SHARE = 4;
/** Bytes of updates that are kept for looking back. */
const MOST_BYTES = 64 * 2 ** 20;

/** The updates of a run that can still be studied, and the answers to what visible panels ask of them. */
export class UpdateShelf {
  private records: UpdateRecord[] = [];
  private newest: UpdateRecord | null = null;
  private wants: readonly StudyRequest[] = [];
  /** The iteration that was asked for; null for whatever comes. */
  private lookedBackAt: number | null = null;
  /** The iteration whose answers went out last, so that a pause shows where the run stands. */
  private studied = -1;
  private notBefore = 0;
  /** One study after the other: they share a desk. */
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly studies: Pick<UpdateStudies, 'newest' | 'conduct'>,
    private readonly timing: Timing,
    private readonly breathe: () => Promise<void>,
    private readonly post: (view: StudyView) => void,
  ) {}

  /** What visible panels ask; answered at once for the update in sight. */
  request(wants: readonly StudyRequest[]): void {
    this.wants = wants;
    this.studied = -1;
    this.show();
  }

  /** The page looks at an earlier iteration; null is live. */
  lookBackAt(iteration: number | null): void {
    this.lookedBackAt = iteration;
    if (iteration !== null) this.show();
  }

  /** After each iteration, before the next one begins. Resolves once training may go on. */
  async take(iteration: number, isPlaying: boolean): Promise<void> {
    const due = this.wants.length > 0 && (!isPlaying || this.timing.now() >= this.notBefore);
    const kept = keepsSnapshot(iteration, iteration);
    if (!due && !kept) return;
    this.newest = await this.studies.newest();
    if (this.newest && kept) this.keep(this.newest);
    if (!this.newest || !due || this.lookedBackAt !== null) return;
    const began = this.timing.now();
    await this.study(this.newest);
    const ended = this.timing.now();
    this.notBefore = Math.max(began + INTERVAL, ended + TRAINING_SHARE * (ended - began));
  }

  /** The run stands still after `iteration`: its update is studied if it was not. */
  async settle(iteration: number): Promise<void> {
    if (this.wants.length === 0 || this.studied === iteration || this.lookedBackAt !== null) return;
    if (this.newest?.iteration !== iteration) this.newest = await this.studies.newest();
    if (this.newest) await this.study(this.newest);
  }

  /**
   * The update of an iteration where it is kept; null is the newest one that is known. `standsAt` is the iteration that has
   * just ended, null in the middle of one.
   */
  async find(iteration: number | null, standsAt: number | null): Promise<UpdateRecord | null> {
    if (iteration !== null) return this.records.find((record) => record.iteration === iteration) ?? null;
    if (standsAt !== null && this.newest?.iteration !== standsAt) this.newest = await this.studies.newest();
    return this.newest;
  }

  close(): void {
    this.closed = true;
    this.records = [];
  }

  /** Studies the update in sight, where there is one. */
  private show(): void {
    const record =
      this.lookedBackAt === null ? this.newest : this.records.find(({ iteration }) => iteration === this.lookedBackAt);
    if (record && this.wants.length > 0) void this.study(record);
    else if (this.lookedBackAt !== null) this.post({ iteration: this.lookedBackAt, studies: {} });
  }

  private study(record: UpdateRecord): Promise<void> {
    const { wants, lookedBackAt } = this;
    this.work = this.work.then(async () => {
      // The page has come to look elsewhere or to ask something else, or the run is over.
      if (this.closed || wants !== this.wants || lookedBackAt !== this.lookedBackAt) return;
      // Studies are for show: where one breaks nothing is known of the update, and the run goes on.
      const studies = await this.studies.conduct(record, wants, this.breathe).catch((): Studies => ({}));
      if (this.closed || wants !== this.wants) return;
      this.studied = record.iteration;
      this.post({ iteration: record.iteration, studies });
    });
    return this.work;
  }

  private keep(record: UpdateRecord): void {
    const { iteration } = record;
    this.records = [...this.records, record].filter((kept) => keepsSnapshot(kept.iteration, iteration));
    let bytes = this.records.reduce((sum, kept) => sum + bytesOf(kept), 0);
    // Large batches: every second one goes, so that what remains lies evenly over the run.
    while (bytes > MOST_BYTES && this.records.length > 2) {
      this.records = this.records.filter((_, i) => (this.records.length - 1 - i) % 2 === 0);
      bytes = this.records.reduce((sum, kept) => sum + bytesOf(kept), 0);
    }
  }
}

const bytesOf = ({ batch, thetaOld, thetaNew, phi }: UpdateRecord): number => {
  const { observations, codes, advantages, returns, values } = batch;
  const arrays = [observations, codes, advantages, returns, values, thetaOld, thetaNew, phi];
  return arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
};
