import { reasonOf } from '../engine/reason.ts';
import type { IterationRecord, LineEvent, RunEvent } from '../engine/run-events.ts';
import type { Checkpoint, RunSpec } from '../engine/run-spec.ts';
import type { Trainer, TrainerHost } from '../engine/trainer.ts';
import type { Endpoint } from './endpoint.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import { PendingEdits } from './pending-edits.ts';
import { RunControl } from './run-control.ts';
import { RunRecorder } from './run-recorder.ts';
import { RunningClock, SpeedMeter } from './running-clock.ts';
import { Stage } from './stage.ts';
import type { Timing } from './timing.ts';
import { UpdateDesk } from './update-desk.ts';

export type CreateTrainer = (spec: RunSpec, host: TrainerHost, checkpoint: Checkpoint | null) => Promise<Trainer>;

export interface RunStart {
  /** The page's number of this run. */
  readonly run: number;
  readonly spec: RunSpec;
  readonly checkpoint: Checkpoint | null;
}

type CompareMessage = Extract<ToWorker, { type: 'compare' }>;

/** One run in a worker: pulls its events while it may, and publishes them. */
export class RunHost implements TrainerHost {
  /** What the page was told last. */
  private announced: 'none' | 'running' | 'resting' = 'none';
  private trainer: Trainer | null = null;
  private iteration: number;
  /** Nothing was pulled since an iteration ended (or since the start): the trainer can be checkpointed. */
  private betweenIterations = true;
  private totalSteps: number;

  private readonly control: RunControl;
  private readonly clock: RunningClock;
  private readonly meter = new SpeedMeter();
  private readonly pace = new Pace();
  private readonly edits = new PendingEdits();
  private readonly outbox: Outbox;
  private readonly stage: Stage;
  private readonly recorder: RunRecorder;
  private readonly desk: UpdateDesk;

  constructor(
    private readonly start: RunStart,
    private readonly createTrainer: CreateTrainer,
    private readonly endpoint: Endpoint<FromWorker, ToWorker>,
    private readonly timing: Timing,
  ) {
    this.iteration = start.checkpoint?.iteration ?? 0;
    this.totalSteps = Number(start.spec.config.totalSteps);
    this.control = new RunControl(timing, this.iteration > 0 ? 'paused' : 'idle');
    this.clock = new RunningClock(timing.now);
    this.outbox = new Outbox(endpoint, timing.now, () => this.meter.perSecond());
    this.stage = new Stage(start.spec, timing, (frame, transfer) => endpoint.postMessage(frame, transfer));
    this.recorder = new RunRecorder(this.outbox, this.stage, this.iteration);
    this.desk = new UpdateDesk(this.control, timing, {
      study: (view) => {
        this.outbox.addStudy(view);
        this.outbox.pump();
      },
      comparison: (view) => endpoint.postMessage({ type: 'comparison', view }),
    });
    if (this.iteration === 0) this.meter.mark(0, 0);
  }

  /** Lives as long as the run does: resolves when it was abandoned or has failed. Never rejects. */
  async live(): Promise<void> {
    try {
      const trainer = await this.begin();
      for (;;) {
        await this.permission();
        this.betweenIterations = false;
        this.recorder.leave();
        await this.take(trainer, await trainer.next());
        await this.control.yieldIfDue();
      }
    } catch (error) {
      // Without a trainer the same start would fail again; with one, a fresh worker may go on from the checkpoint.
      this.fail(error, this.trainer !== null);
    } finally {
      this.stage.close();
      this.desk.close();
      this.trainer?.dispose();
    }
  }

  /** Ends this run, in the middle of a pull if need be. */
  abandon(): void {
    this.stage.close();
    this.control.abandon();
  }

  receive(message: ToWorker): void {
    if (message.type === 'play' || message.type === 'step' || message.type === 'pause') this.desk.forgetComparison();
    switch (message.type) {
      case 'play':
        this.control.go('playing');
        break;
      case 'step':
        this.control.go(message.to === 'line' ? 'to-line' : 'to-iteration');
        break;
      case 'pause':
        if (this.control.mode !== 'stopped') this.control.stop(this.hasBegun ? 'paused' : 'idle');
        break;
      case 'pace':
        this.pace.set(message.milliseconds);
        this.control.stir();
        break;
      case 'change':
        if (message.config.totalSteps !== undefined) this.totalSteps = Number(message.config.totalSteps);
        this.edits.add(message.config, message.from ?? 0);
        this.applyEdits();
        break;
      case 'want':
        this.recorder.want(message.diagnostics);
        this.stage.request(message.stage);
        this.desk.request(message.studies);
        break;
      case 'look-back':
        this.desk.lookBackAt(message.iteration);
        break;
      case 'compare':
        this.compare(message);
        break;
      case 'taken':
        this.outbox.onTaken(message.id);
        this.control.stir();
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
    await this.control.yieldIfDue();
    while (this.control.isStopped) {
      if (this.control.isPatient) return;
      await this.rest();
    }
    this.control.unwindIfAbandoned();
    this.announceRunning();
    this.outbox.pump();
  }

  private get hasBegun(): boolean {
    return this.iteration > 0 || !this.betweenIterations;
  }

  /** The iteration that it stands after; null in the middle of one. */
  private get standsAt(): number | null {
    return this.betweenIterations ? this.iteration : null;
  }

  private async begin(): Promise<Trainer> {
    this.control.unwindIfAbandoned();
    const { run, spec, checkpoint } = this.start;
    const trainer = await this.createTrainer(spec, this, checkpoint);
    this.trainer = trainer;
    this.applyEdits();
    const theta = (await trainer.theta()).slice();
    this.control.unwindIfAbandoned();
    void trainer.lost.then((reason) => this.fail(reason, true));
    const { id, kernel, notice } = trainer.backend;
    this.endpoint.postMessage({ type: 'ready', run, backend: id, kernel, notice, parameters: trainer.parameters });
    this.desk.open(trainer.studies);
    this.stage.open((of) => trainer.policyFor(of), theta);
    if (this.iteration === 0) this.outbox.addSnapshot({ iteration: 0, theta: theta.slice() });
    return trainer;
  }

  /** Resolves when the next event may be pulled. */
  private async permission(): Promise<void> {
    while (this.control.isStopped || (this.outbox.full && !this.control.isAbandoned)) {
      if (this.control.isStopped) await this.rest();
      else await this.control.nextMessage();
    }
    this.control.unwindIfAbandoned();
    this.announceRunning();
  }

  /** Settles down, and resolves at the next message that might end the rest. */
  private async rest(): Promise<void> {
    if (this.announced !== 'resting') await this.settle();
    // While it settled, the message may have come already.
    if (this.control.isStopped) await this.control.nextMessage();
  }

  private announceRunning(): void {
    if (this.announced === 'running') return;
    this.announced = 'running';
    this.desk.endComparison();
    this.clock.start();
    this.stage.act('beside-training');
    this.outbox.announceAtOnce('running');
  }

  /** The run stands still: it shows where, keeps a checkpoint where there can be one, and says so. */
  private async settle(): Promise<void> {
    this.announced = 'resting';
    this.clock.stop();
    this.stage.act(this.control.resting === 'idle' ? 'still' : 'alone');
    await this.recorder.showLine(this.iteration + 1);
    if (this.betweenIterations) await this.desk.settle(this.iteration);
    if (this.betweenIterations && this.control.resting === 'paused') await this.keepCheckpoint();
    this.outbox.announce(this.control.resting);
    await this.desk.compare(this.standsAt);
  }

  /** A batch is frozen between two iterations: the one in hand is brought to its end. */
  private compare(message: CompareMessage): void {
    const isOver = this.control.resting === 'finished' || this.control.resting === 'diverged';
    const standsStill = this.control.mode === 'stopped' && this.announced === 'resting';
    this.desk.wantComparison(message);
    if (standsStill && (isOver || this.betweenIterations || message.iteration !== null))
      this.desk.compare(this.standsAt).catch((error: unknown) => this.fail(error, true));
    else if (message.iteration === null) this.control.go('to-iteration');
    else this.control.stop('paused');
  }

  private async take(trainer: Trainer, event: RunEvent): Promise<void> {
    switch (event.kind) {
      case 'line':
        await this.takeLine(event);
        break;
      case 'iteration':
        await this.takeIteration(trainer, event.record);
        break;
      case 'notice':
        this.endpoint.postMessage({ type: 'notice', word: event.word, text: event.text });
        break;
      case 'diverged':
        this.outbox.setDiverged(event);
        this.control.stop('diverged');
        break;
      case 'finished':
        this.betweenIterations = true;
        this.control.stop('finished');
        break;
    }
    this.outbox.pump();
  }

  private async takeLine(event: LineEvent): Promise<void> {
    const isWatched = this.control.mode !== 'playing' || (event.final && this.pace.isSlow);
    await this.recorder.arrive(event, this.iteration + 1, this.timing.now(), isWatched);
    if (event.final) await this.dwell(this.pace.lineTime());
    if (this.control.mode === 'to-line') this.control.stop('paused');
  }

  private async takeIteration(trainer: Trainer, record: IterationRecord): Promise<void> {
    this.iteration = record.iteration;
    this.betweenIterations = true;
    this.recorder.endLines(this.iteration);
    this.meter.mark(this.now(), record.steps);
    this.outbox.addIteration(record);
    await this.recorder.keepTheta(trainer, this.iteration);
    await this.desk.take(this.iteration);
    if (this.recorder.isCheckpointDue(this.now()) || record.steps >= this.totalSteps) await this.keepCheckpoint();
    this.applyEdits();
    this.pace.endIteration();
    if (this.control.mode === 'to-iteration') this.control.stop('paused');
  }

  /** Stands still for a while that is not training time, unless a message says otherwise. */
  private async dwell(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || this.control.mode !== 'playing') return;
    this.outbox.pump();
    this.clock.stop();
    await this.control.dwell(milliseconds, () => this.pace.isSlow);
    if (this.control.mode === 'playing') this.clock.start();
  }

  private async keepCheckpoint(): Promise<void> {
    if (this.trainer) await this.recorder.keepCheckpoint(this.trainer, this.iteration, this.now());
  }

  private applyEdits(): void {
    if (this.trainer) this.edits.apply(this.trainer, this.iteration + 1);
  }

  /** Says so once, and ends the run. */
  private fail(error: unknown, recoverable: boolean): void {
    if (this.control.isAbandoned) return;
    this.abandon();
    this.endpoint.postMessage({ type: 'failed', run: this.start.run, message: reasonOf(error), recoverable });
  }
}
