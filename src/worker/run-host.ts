import type { RunEvent } from '../engine/run-events.ts';
import type { Checkpoint, ConfigValue, RunSpec } from '../engine/run-spec.ts';
import type { StudyRequest, StudyView } from '../engine/studies/study.ts';
import type { Trainer, TrainerHost } from '../engine/trainer.ts';
import { ComparisonBench } from './comparison.ts';
import type { Endpoint } from './endpoint.ts';
import { LineWatch } from './line-watch.ts';
import type { FromWorker, RunState, ToWorker } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { RunningClock, SpeedMeter } from './running-clock.ts';
import { keepsSnapshot } from './snapshots.ts';
import { Stage } from './stage.ts';
import type { Timing } from './timing.ts';
import { UpdateShelf } from './update-shelf.ts';

export type CreateTrainer = (spec: RunSpec, host: TrainerHost, checkpoint: Checkpoint | null) => Promise<Trainer>;

export interface RunStart {
  /** The page's number of this run. */
  readonly run: number;
  readonly spec: RunSpec;
  readonly checkpoint: Checkpoint | null;
}

type CompareMessage = Extract<ToWorker, { type: 'compare' }>;

/** How far a run may go on: until told otherwise, to a pseudo-code line, to the end of the iteration. */
type Mode = 'stopped' | 'playing' | 'to-line' | 'to-iteration';

/** Milliseconds between two moments at which messages get in. */
const YIELD_INTERVAL = 12;
/** Milliseconds that a pause waits for the line in hand to end, where its values can be seen; then it stops in mid-line. */
const PAUSE_PATIENCE = 40;
/** Milliseconds of training between two resume checkpoints. */
const CHECKPOINT_INTERVAL = 1000;

/** Thrown into a pull that a newer run has made pointless, so that the trainer unwinds and frees what it holds. */
class Abandoned extends Error {}

/** One run in a worker: pulls its events while it may, and publishes them. */
export class RunHost implements TrainerHost {
  private mode: Mode = 'stopped';
  /** What the run is while it stands still. */
  private resting: RunState;
  /** What the page was told last. */
  private announced: 'none' | 'running' | 'resting' = 'none';
  private abandoned = false;
  private wake: () => void = () => {};
  private yieldedAt = 0;
  private stopBy = 0;

  private trainer: Trainer | null = null;
  private iteration: number;
  /** Nothing was pulled since an iteration ended (or since the start): the trainer can be checkpointed. */
  private betweenIterations = true;
  private totalSteps: number;
  private edits: { readonly from: number; readonly config: Readonly<Record<string, ConfigValue>> }[] = [];
  private checkpointAt = CHECKPOINT_INTERVAL;
  private checkpointedIteration: number;

  private readonly clock: RunningClock;
  private readonly meter = new SpeedMeter();
  private readonly lines = new LineWatch();
  private readonly pace = new Pace();
  private readonly outbox: Outbox;
  private readonly stage: Stage;
  /** Opened with the trainer; before, there is no update to be studied. */
  private shelf: UpdateShelf | null = null;
  private wantedStudies: readonly StudyRequest[] = [];
  private bench: ComparisonBench | null = null;
  /** Waits for the run to stand still. */
  private wantedComparison: CompareMessage | null = null;

  constructor(
    private readonly start: RunStart,
    private readonly createTrainer: CreateTrainer,
    private readonly endpoint: Endpoint<FromWorker, ToWorker>,
    private readonly timing: Timing,
  ) {
    this.clock = new RunningClock(timing.now);
    this.outbox = new Outbox(endpoint, timing.now, () => this.meter.perSecond());
    this.stage = new Stage(start.spec, timing, (frame, transfer) => endpoint.postMessage(frame, transfer));
    this.iteration = this.checkpointedIteration = start.checkpoint?.iteration ?? 0;
    this.resting = this.iteration > 0 ? 'paused' : 'idle';
    this.totalSteps = Number(start.spec.config.totalSteps);
    if (this.iteration === 0) this.meter.mark(0, 0);
  }

  /** Lives as long as the run does: resolves when it was abandoned or has failed. Never rejects. */
  async live(): Promise<void> {
    try {
      const trainer = await this.begin();
      for (;;) {
        await this.permission();
        this.betweenIterations = false;
        this.lines.leave();
        await this.take(await trainer.next());
        await this.yieldIfDue();
      }
    } catch (error) {
      // Without a trainer the same start would fail again; with one, a fresh worker may go on from the checkpoint.
      this.fail(error, this.trainer !== null);
    } finally {
      this.stage.close();
      this.shelf?.close();
      this.bench?.stop();
      this.trainer?.dispose();
    }
  }

  /** Ends this run, in the middle of a pull if need be. */
  abandon(): void {
    this.abandoned = true;
    this.stage.close();
    this.wake();
  }

  receive(message: ToWorker): void {
    if (message.type === 'play' || message.type === 'step' || message.type === 'pause') this.wantedComparison = null;
    switch (message.type) {
      case 'play':
        this.go('playing');
        break;
      case 'step':
        this.go(message.to === 'line' ? 'to-line' : 'to-iteration');
        break;
      case 'pause':
        if (this.mode !== 'stopped') this.stop(this.hasBegun ? 'paused' : 'idle');
        break;
      case 'pace':
        this.pace.set(message.milliseconds);
        this.wake();
        break;
      case 'change':
        if (message.config.totalSteps !== undefined) this.totalSteps = Number(message.config.totalSteps);
        this.edits.push({ from: message.from ?? 0, config: message.config });
        this.applyEdits();
        break;
      case 'want':
        this.lines.wants = new Set(message.diagnostics);
        this.stage.request(message.stage);
        if (!sameRequests(message.studies, this.wantedStudies)) {
          this.wantedStudies = message.studies;
          this.shelf?.request(message.studies);
        }
        break;
      case 'look-back':
        this.shelf?.lookBackAt(message.iteration);
        break;
      case 'compare':
        this.compare(message);
        break;
      case 'taken':
        this.outbox.onTaken(message.id);
        this.wake();
        break;
      case 'stage-taken':
        this.stage.onTaken();
        break;
    }
  }

  /** Milliseconds of training: the clock stands still in pauses, so that a record's `seconds` are seconds of work. */
  now(): number {
    return this.clock.now();
  }

  async breathe(): Promise<void> {
    await this.yieldIfDue();
    while (this.mode === 'stopped' && !this.abandoned) {
      if (this.timing.now() < this.stopBy) return;
      await this.rest();
    }
    if (this.abandoned) throw new Abandoned();
    this.announceRunning();
    this.outbox.pump();
  }

  private get hasBegun(): boolean {
    return this.iteration > 0 || !this.betweenIterations;
  }

  private async begin(): Promise<Trainer> {
    if (this.abandoned) throw new Abandoned();
    const { run, spec, checkpoint } = this.start;
    const trainer = await this.createTrainer(spec, this, checkpoint);
    this.trainer = trainer;
    this.applyEdits();
    const theta = (await trainer.theta()).slice();
    if (this.abandoned) throw new Abandoned();
    void trainer.lost.then((reason) => this.fail(reason, true));
    const { id, kernel, notice } = trainer.backend;
    this.endpoint.postMessage({ type: 'ready', run, backend: id, kernel, notice, parameters: trainer.parameters });
    this.shelf = new UpdateShelf(
      trainer.studies,
      this.timing,
      () => this.yieldIfDue(),
      (view) => this.publishStudy(view),
    );
    this.shelf.request(this.wantedStudies);
    this.bench = new ComparisonBench(
      trainer.studies,
      () => this.yieldIfDue(),
      (view) => this.endpoint.postMessage({ type: 'comparison', view }),
    );
    this.stage.open((of) => trainer.policyFor(of), theta);
    if (this.iteration === 0) this.outbox.addSnapshot({ iteration: 0, theta: theta.slice() });
    return trainer;
  }

  private go(mode: Mode): void {
    if (this.resting === 'diverged') return;
    this.mode = mode;
    this.wake();
  }

  private stop(resting: RunState): void {
    this.mode = 'stopped';
    this.resting = resting;
    this.stopBy = this.timing.now() + PAUSE_PATIENCE;
    this.wake();
  }

  /** Resolves when the next event may be pulled. */
  private async permission(): Promise<void> {
    while (!this.abandoned && (this.mode === 'stopped' || this.outbox.full)) {
      if (this.mode === 'stopped') await this.rest();
      else await this.nextMessage();
    }
    if (this.abandoned) throw new Abandoned();
    this.announceRunning();
  }

  /** Settles down, and resolves at the next message that might end the rest. */
  private async rest(): Promise<void> {
    if (this.announced !== 'resting') await this.settle();
    // While it settled, the message may have come already.
    if (this.mode === 'stopped' && !this.abandoned) await this.nextMessage();
  }

  private nextMessage(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private announceRunning(): void {
    if (this.announced === 'running') return;
    this.announced = 'running';
    this.bench?.stop();
    this.clock.start();
    this.stage.act('beside-training');
    this.outbox.announceAtOnce('running');
  }

  /** The run stands still: it shows where, keeps a checkpoint where there can be one, and says so. */
  private async settle(): Promise<void> {
    this.announced = 'resting';
    this.clock.stop();
    this.stage.act(this.resting === 'idle' ? 'still' : 'alone');
    await this.publishLine();
    if (this.betweenIterations) await this.shelf?.settle(this.iteration);
    if (this.betweenIterations && this.resting === 'paused') await this.keepCheckpoint();
    this.outbox.announce(this.resting);
    if (this.wantedComparison) await this.beginComparison(this.wantedComparison);
  }

  /** A batch is frozen between two iterations: the one in hand is brought to its end. */
  private compare(message: CompareMessage): void {
    const isOver = this.resting === 'finished' || this.resting === 'diverged';
    const standsStill = this.mode === 'stopped' && this.announced === 'resting';
    this.wantedComparison = message;
    if (standsStill && (isOver || this.betweenIterations || message.iteration !== null))
      void this.beginComparison(message);
    else if (message.iteration === null) this.go('to-iteration');
    else this.stop('paused');
  }

  private async beginComparison(message: CompareMessage): Promise<void> {
    const { iteration, choices } = message;
    const record = await this.shelf!.find(iteration, this.betweenIterations ? this.iteration : null);
    if (this.wantedComparison !== message || this.abandoned) return;
    this.wantedComparison = null;
    if (record) void this.bench!.compare(record, choices);
    else {
      const view = { iteration, state: 'impossible', comparison: null, why: null } as const;
      this.endpoint.postMessage({ type: 'comparison', view });
    }
  }

  private async take(event: RunEvent): Promise<void> {
    switch (event.kind) {
      case 'line':
        if (this.lines.arrive(event, this.timing.now()) || this.mode !== 'playing') await this.publishLine();
        else if (event.final && this.pace.isSlow) await this.publishLine();
        else if (event.final && this.isKeptWhole) await this.lines.look(this.iteration + 1);
        if (event.final) await this.dwell(this.pace.lineTime());
        if (this.mode === 'to-line') this.stop('paused');
        break;
      case 'iteration':
        this.iteration = event.record.iteration;
        this.betweenIterations = true;
        if (keepsSnapshot(this.iteration, this.iteration)) this.keepLines();
        this.lines.endIteration();
        this.meter.mark(this.now(), event.record.steps);
        this.outbox.addIteration(event.record);
        await this.keepTheta();
        await this.shelf?.take(this.iteration, this.mode === 'playing');
        if (this.now() >= this.checkpointAt || event.record.steps >= this.totalSteps) await this.keepCheckpoint();
        this.applyEdits();
        this.pace.endIteration();
        if (this.mode === 'to-iteration') this.stop('paused');
        break;
      case 'notice':
        this.endpoint.postMessage({ type: 'notice', word: event.word, text: event.text });
        break;
      case 'diverged':
        this.outbox.setDiverged(event);
        this.stop('diverged');
        break;
      case 'finished':
        this.betweenIterations = true;
        this.stop('finished');
        break;
    }
    this.outbox.pump();
  }

  /** Stands still for a while that is not training time, unless a message says otherwise. */
  private async dwell(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.mode !== 'playing') return;
    this.outbox.pump();
    this.clock.stop();
    const until = this.timing.now() + milliseconds;
    while (this.mode === 'playing' && this.pace.isSlow && this.timing.now() < until && !this.abandoned) {
      const woken = this.nextMessage();
      const undo = this.timing.after(until - this.timing.now(), () => this.wake());
      await woken;
      undo();
    }
    if (this.mode === 'playing') this.clock.start();
  }

  private async publishLine(): Promise<void> {
    const view = await this.lines.look(this.iteration + 1);
    if (view) this.outbox.setLine(view);
  }

  /** The iteration in hand can be looked back at, and panels are open that want to see its lines. */
  private get isKeptWhole(): boolean {
    return this.lines.wants.size > 0 && keepsSnapshot(this.iteration + 1, this.iteration + 1);
  }

  /** For looking back: what was seen of the iteration that has just ended. */
  private keepLines(): void {
    const seen = this.lines.summary(this.iteration);
    if (seen) this.outbox.addLines(seen);
  }

  private publishStudy(view: StudyView): void {
    this.outbox.addStudy(view);
    this.outbox.pump();
  }

  /** Hands θ to whoever is to see it: the timeline, the stage. */
  private async keepTheta(): Promise<void> {
    const kept = keepsSnapshot(this.iteration, this.iteration);
    if (!kept && !this.stage.isHungry) return;
    const theta = (await this.trainer!.theta()).slice();
    if (kept) this.outbox.addSnapshot({ iteration: this.iteration, theta: theta.slice() });
    this.stage.feed(theta);
  }

  private async keepCheckpoint(): Promise<void> {
    if (this.iteration === this.checkpointedIteration) return;
    this.checkpointedIteration = this.iteration;
    this.checkpointAt = this.now() + CHECKPOINT_INTERVAL;
    // A copy: it waits in the outbox while the trainer may go on writing into its own arrays.
    this.outbox.setCheckpoint(structuredClone(await this.trainer!.checkpoint()));
  }

  private applyEdits(): void {
    const trainer = this.trainer;
    if (!trainer) return;
    const isDue = ({ from }: { readonly from: number }) => from <= this.iteration + 1;
    for (const edit of this.edits.filter(isDue)) trainer.change(edit.config);
    this.edits = this.edits.filter((edit) => !isDue(edit));
  }

  private async yieldIfDue(): Promise<void> {
    if (this.timing.now() - this.yieldedAt < YIELD_INTERVAL) return;
    await this.timing.macrotask();
    this.yieldedAt = this.timing.now();
  }

  /** Says so once, and ends the run. */
  private fail(error: unknown, recoverable: boolean): void {
    if (this.abandoned) return;
    this.abandon();
    const message = error instanceof Error ? error.message : String(error);
    this.endpoint.postMessage({ type: 'failed', message, recoverable });
  }
}

const sameRequests = (a: readonly StudyRequest[], b: readonly StudyRequest[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
