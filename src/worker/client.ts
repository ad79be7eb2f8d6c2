import type { DiagnosticId } from '../engine/run-events.ts';
import type { BackendId, Checkpoint, ConfigValue, RunSpec } from '../engine/run-spec.ts';
import type { UpdateChoice } from '../engine/studies/same-batch.ts';
import type { StudyRequest } from '../engine/studies/study.ts';
import { EditHistory } from './edit-history.ts';
import type { WorkerHandle } from './endpoint.ts';
import type {
  ComparisonView,
  FromWorker,
  ProgressBatch,
  RunState,
  StageFrame,
  StageRequest,
  ToWorker,
} from './messages.ts';
import { realTiming, type Timing } from './timing.ts';
import { Watchdog } from './watchdog.ts';

export interface TrainingEvents {
  onReady(ready: Extract<FromWorker, { type: 'ready' }>): void;
  onState(state: RunState): void;
  onProgress(batch: ProgressBatch): void;
  onStage(frame: StageFrame): void;
  onComparison?(view: ComparisonView): void;
  /** Something happened to the run that its numbers do not tell. */
  onNotice?(word: string, text: string): void;
  /**
   * Another worker goes on after `iteration` (0: from the beginning); later iterations come again, identical. `reason` says
   * how the last worker was lost; it is null where "play" or a step has called for another try.
   */
  onRestarted(iteration: number, reason: string | null): void;
  /** The worker was lost and nothing goes on by itself; "play" tries again. */
  onStopped(reason: string): void;
}

export interface TrainingClientOptions {
  readonly createWorker: () => WorkerHandle;
  readonly events: TrainingEvents;
  readonly timing?: Timing;
  /** Whether somebody can look: a hidden page is neither shown frames nor judged by its silence. */
  readonly isVisible?: () => boolean;
}

/** Restarts in a row that came no further than the run had been. */
const MOST_RESTARTS = 3;

/** The page's side of the protocol: one run at a time, which outlives the workers that it runs in. */
export class TrainingClient {
  private worker: WorkerHandle | null = null;
  private workerBackend: BackendId | null = null;
  private isReady = false;
  private run = 0;

  private spec: RunSpec | null = null;
  private checkpoint: Checkpoint | null = null;
  private readonly createWorker: () => WorkerHandle;
  private readonly events: TrainingEvents;
  private readonly isVisible: () => boolean;
  private readonly watchdog: Watchdog;
  private edits = new EditHistory();
  private playing = false;
  private wanted: Extract<ToWorker, { type: 'want' }> = { type: 'want', diagnostics: [], stage: null, studies: [] };
  private lookedBackAt: number | null = null;
  private pace = 0;
  private holdsStageFrame = false;

  /** The last iteration seen, and the greatest one before a restart: passing it is progress. */
  private iteration = 0;
  private reached = 0;
  private restarts = 0;

  constructor({ createWorker, events, timing = realTiming(), isVisible = () => true }: TrainingClientOptions) {
    this.createWorker = createWorker;
    this.events = events;
    this.isVisible = isVisible;
    this.watchdog = new Watchdog(
      timing,
      isVisible,
      (id) => this.post({ type: 'ping', id }),
      () => this.onDeath('The training worker no longer answered'),
    );
  }

  /** What a worker would begin with now, edits since then apart; null while there is no run. */
  get origin(): RunSpec | null {
    return this.checkpoint?.spec ?? this.spec;
  }

  /** The newest state from which this run can go on; null before there is one. */
  get lastCheckpoint(): Checkpoint | null {
    return this.checkpoint;
  }

  /** "Play" was asked for, whether the worker has got to it or not, and neither another wish nor the run's end came since. */
  get isPlaying(): boolean {
    return this.playing;
  }

  /** Ends the run in hand and begins another, or goes on with one from its checkpoint. It waits for `play`. */
  start(spec: RunSpec, checkpoint: Checkpoint | null): void {
    // TensorFlow.js opens one backend a worker, and a GPU is best left with its worker.
    if (this.workerBackend !== spec.backend || spec.backend === 'webgpu') this.dismissWorker();
    this.spec = spec;
    this.checkpoint = checkpoint;
    this.edits = new EditHistory();
    this.playing = false;
    this.iteration = this.reached = checkpoint?.iteration ?? 0;
    this.restarts = 0;
    this.begin();
  }

  play(): void {
    this.playing = true;
    this.send({ type: 'play' });
  }

  pause(): void {
    this.playing = false;
    this.send({ type: 'pause' });
  }

  step(to: 'line' | 'iteration'): void {
    this.playing = false;
    this.send({ type: 'step', to });
  }

  /** Hyperparameters that take effect with the next iteration. */
  change(config: Readonly<Record<string, ConfigValue>>): void {
    this.edits.add(config, this.iteration);
    this.send({ type: 'change', config });
  }

  want(diagnostics: readonly DiagnosticId[], stage: StageRequest | null, studies: readonly StudyRequest[] = []): void {
    this.wanted = { type: 'want', diagnostics, stage, studies };
    this.post(this.wanted);
  }

  /** The iteration whose update is studied; null is the newest one. */
  lookBackAt(iteration: number | null): void {
    if (iteration === this.lookedBackAt) return;
    this.lookedBackAt = iteration;
    this.post({ type: 'look-back', iteration });
  }

  /** Tries updates on one batch; the run stands still for it. */
  compare(iteration: number | null, choices: readonly UpdateChoice[]): void {
    this.playing = false;
    this.send({ type: 'compare', iteration, choices });
  }

  /** While playing, an iteration takes at least this many milliseconds; 0 is full speed. */
  setPace(milliseconds: number): void {
    this.pace = milliseconds;
    this.post({ type: 'pace', milliseconds });
  }

  /** The page has become visible: a frame that was not taken meanwhile is. */
  lookAgain(): void {
    if (!this.holdsStageFrame) return;
    this.holdsStageFrame = false;
    this.post({ type: 'stage-taken' });
  }

  terminate(): void {
    this.dismissWorker();
    this.spec = this.checkpoint = null;
  }

  private send(message: ToWorker): void {
    if (!this.spec) return;
    if (this.worker) this.post(message);
    else if (message.type === 'play' || message.type === 'step') {
      this.restarts = 0;
      this.restart(null);
      if (message.type === 'step') this.post(message);
    }
  }

  /** Lets a worker begin `spec` where it can: at the last checkpoint, with all that was asked for since. */
  private begin(): void {
    const spec = this.origin!;
    if (!this.worker) this.hire();
    this.isReady = false;
    this.holdsStageFrame = false;
    this.post({ type: 'start', run: ++this.run, spec, checkpoint: this.checkpoint });
    this.post(this.wanted);
    this.lookedBackAt = null;
    if (this.pace > 0) this.post({ type: 'pace', milliseconds: this.pace });
    for (const edit of this.edits.all) this.post({ type: 'change', ...edit });
    if (this.playing) this.post({ type: 'play' });
    this.watchdog.watch('loading');
  }

  private post(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private hire(): void {
    const worker = this.createWorker();
    worker.onmessage = ({ data }: { readonly data: FromWorker }) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.onDeath(`The training worker failed (${event.message || 'it could not be loaded'})`);
    };
    worker.onmessageerror = () => this.onDeath('A message of the training worker could not be read');
    this.worker = worker;
    this.workerBackend = this.spec!.backend;
  }

  private dismissWorker(): void {
    this.watchdog.stop();
    if (!this.worker) return;
    this.worker.onmessage = this.worker.onerror = this.worker.onmessageerror = null;
    this.worker.terminate();
    this.worker = null;
    this.workerBackend = null;
    this.isReady = false;
  }

  private receive(message: FromWorker): void {
    if (message.type === 'pong') this.watchdog.onPong(message.id);
    else if (message.type === 'ready') this.onReady(message);
    else if (message.type === 'failed') this.onFailed(message);
    // Until it is ready, a worker still speaks of the run before.
    else if (this.isReady) this.onNews(message);
  }

  private onFailed({ run, message, recoverable }: Extract<FromWorker, { type: 'failed' }>): void {
    // The run before may have failed while the order to begin this one was on its way.
    if (run !== this.run) return;
    if (recoverable) this.onDeath(message);
    else this.giveUp(message);
  }

  private onReady(message: Extract<FromWorker, { type: 'ready' }>): void {
    if (message.run !== this.run) return;
    this.isReady = true;
    this.watchdog.watch(message.backend);
    this.events.onReady(message);
  }

  private onNews(
    message: Extract<FromWorker, { type: 'progress' | 'stage' | 'state' | 'notice' | 'comparison' }>,
  ): void {
    switch (message.type) {
      case 'progress':
        this.onProgress(message);
        break;
      case 'stage':
        this.holdsStageFrame = true;
        this.events.onStage(message);
        if (this.isVisible()) this.lookAgain();
        break;
      case 'comparison':
        this.events.onComparison?.(message.view);
        break;
      case 'notice':
        this.events.onNotice?.(message.word, message.text);
        break;
      case 'state':
        if (message.state === 'finished' || message.state === 'diverged') this.playing = false;
        this.events.onState(message.state);
        break;
    }
  }

  private onProgress(batch: ProgressBatch): void {
    for (const record of batch.iterations) this.edits.confirm(record);
    this.iteration = batch.iterations.at(-1)?.iteration ?? this.iteration;
    if (this.iteration > this.reached) {
      this.reached = this.iteration;
      this.restarts = 0;
    }
    if (batch.checkpoint) {
      this.checkpoint = batch.checkpoint;
      this.edits.forgetUntil(batch.checkpoint.iteration);
    }
    const { run } = this;
    this.events.onProgress(batch);
    // Whoever heard it may have begun another run, whose batches have numbers of their own.
    if (run === this.run) this.post({ type: 'taken', id: batch.id });
  }

  private onDeath(reason: string): void {
    this.dismissWorker();
    if (this.restarts >= MOST_RESTARTS) {
      this.giveUp(reason);
      return;
    }
    this.restarts++;
    this.restart(reason);
  }

  private restart(reason: string | null): void {
    this.iteration = this.checkpoint?.iteration ?? 0;
    this.begin();
    this.events.onRestarted(this.iteration, reason);
  }

  private giveUp(reason: string): void {
    this.dismissWorker();
    this.playing = false;
    this.events.onStopped(reason);
  }
}
