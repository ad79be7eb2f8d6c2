import type { StoreApi } from 'zustand/vanilla';
import { isReproducible } from '../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../engine/algorithms/index.ts';
import type { ConfigValue, RunSpec } from '../engine/run-spec.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import { sayNumber } from '../presets/say.ts';
import { TrainingClient } from '../worker/client.ts';
import type { WorkerHandle } from '../worker/endpoint.ts';
import type { ProgressBatch, RunState } from '../worker/messages.ts';
import { realTiming, type Timing } from '../worker/timing.ts';
import { FactsBoard } from './facts-board.ts';
import { withNotice, withoutRun } from './notices.ts';
import { browserLifecycle, type PageLifecycle } from './page-lifecycle.ts';
import { browserStorage, type RunStorage, type SavedRun } from './persistence.ts';
import { configAfter, divergenceFacts, NO_FACTS, progressFacts } from './run-facts.ts';
import { RunKeeper } from './run-keeper.ts';
import { RunLog } from './run-log.ts';
import type { RunFacts, Session } from './session.ts';
import { updateChoices } from './update-choices.ts';
import { Viewpoint } from './viewpoint.ts';

/** What a run needs from the page. */
export interface RunSurroundings {
  readonly createWorker: () => WorkerHandle;
  readonly storage?: RunStorage;
  readonly page?: PageLifecycle;
  readonly timing?: Timing;
}

/** The run of the experiment that stands in the session: begun, taken up from an earlier visit, kept, and told of. */
export class SessionRun {
  readonly log = new RunLog();
  readonly view: Viewpoint;

  private readonly client: TrainingClient;
  private readonly keeper: RunKeeper;
  private readonly board: FactsBoard;
  private readonly stopWatchingPage: () => void;

  /** Counts runs, so that a late answer of the storage does not replace a newer one. */
  private runs = 0;
  /** The storage is being asked; "play" waits for its answer. */
  private opening: { playThen: boolean } | null = null;
  /** Whether the run was ever told to go: until then, edits belong to the experiment. */
  private hasBegun = false;

  constructor(
    private readonly session: StoreApi<Session>,
    { createWorker, storage = browserStorage(), page = browserLifecycle(), timing = realTiming() }: RunSurroundings,
  ) {
    this.keeper = new RunKeeper(storage, timing);
    this.board = new FactsBoard(timing, (run) => session.setState({ run }));
    this.client = new TrainingClient({
      createWorker,
      timing,
      isVisible: () => page.isVisible(),
      events: {
        onReady: ({ backend, kernel, notice }) => this.onReady(backend, kernel, notice),
        onState: (state) => this.onState(state),
        onProgress: (batch) => this.onProgress(batch),
        onComparison: (view) => this.log.setComparison(view),
        onStage: (frame) => this.log.setStage(frame),
        onNotice: (word, text) => this.notify({ word, text }),
        onRestarted: (iteration, reason) => this.onRestarted(iteration, reason),
        onStopped: (reason) => this.onStopped(reason),
      },
    });
    this.view = new Viewpoint(session, this.log, this.client);
    this.stopWatchingPage = page.onTurn(() => {
      if (page.isVisible()) this.client.lookAgain();
      else this.keep();
    });
  }

  /** There was a run in this session. */
  get isOpen(): boolean {
    return this.runs > 0;
  }

  /** Takes up the run of this experiment that an earlier visit left, or begins it. */
  async restoreOrBegin(): Promise<void> {
    const run = ++this.runs;
    const opening = { playThen: false };
    this.opening = opening;
    this.client.terminate();
    this.forgetRun({ keepStage: false });
    this.board.set(NO_FACTS);
    const saved = await this.keeper.find(this.spec);
    if (run !== this.runs) return;
    if (saved) this.takeUp(saved);
    else this.begin({ keeps: true });
    if (opening.playThen) this.play();
  }

  /** Begins the experiment from its beginning, and gives up what was kept of the run before. */
  begin({ play = false, quietly = false, keepStage = true, keeps = false } = {}): void {
    this.runs++;
    this.opening = null;
    if (!keeps) this.keeper.forget();
    this.forgetRun({ keepStage });
    const { backend, kernel } = this.facts;
    this.board.set({ ...NO_FACTS, ...(quietly && { state: 'idle', backend, kernel }), config: this.spec.config });
    this.client.start(this.spec, null);
    this.hasBegun = play;
    if (play) this.client.play();
  }

  play(): void {
    if (this.opening) this.opening.playThen = true;
    else if (this.facts.state === 'diverged') this.begin({ play: true });
    else if (this.facts.state !== 'finished' || this.facts.steps < Number(this.experiment.config.totalSteps)) {
      this.hasBegun = true;
      this.client.play();
    }
  }

  pause(): void {
    if (this.opening) this.opening.playThen = false;
    else this.client.pause();
  }

  step(to: 'line' | 'iteration'): void {
    if (this.opening || this.facts.state === 'finished' || this.facts.state === 'diverged') return;
    this.hasBegun = true;
    this.client.step(to);
  }

  setPace(milliseconds: number): void {
    this.client.setPace(milliseconds);
  }

  /** A hyperparameter of the experiment was edited: the run takes it over, or begins again with it. */
  takeOver(key: string, value: ConfigValue, isStructural: boolean): void {
    const { state } = this.facts;
    if (!this.hasBegun) this.begin({ quietly: state === 'idle', play: this.opening?.playThen ?? false });
    else if (isStructural) this.begin({ play: this.client.isPlaying });
    else this.client.change({ [key]: value });
  }

  compareUpdates(): void {
    if (this.opening) return;
    const { lookingBackAt, experiment } = this.session.getState();
    this.client.compare(lookingBackAt, updateChoices(experiment.env));
  }

  /** Says so beside the run's numbers. */
  notify(notice: Notice): void {
    this.session.setState({ notices: withNotice(this.session.getState().notices, notice) });
  }

  dispose(): void {
    this.runs++;
    this.stopWatchingPage();
    this.board.dispose();
    this.client.terminate();
  }

  private get experiment(): Experiment {
    return this.session.getState().experiment;
  }

  private get spec(): RunSpec {
    const { algo, env, seed, backend, config } = this.experiment;
    return { algo, env, seed, backend, config };
  }

  private get facts(): RunFacts {
    return this.board.newest;
  }

  private takeUp(saved: SavedRun): void {
    const { checkpoint, log } = saved;
    this.opening = null;
    this.hasBegun = true;
    this.keeper.adopt(this.spec, saved);
    this.log.load(log);
    this.board.set({ ...NO_FACTS, ...progressFacts(this.log.iterations.at(-1)), config: checkpoint.spec.config });
    this.client.start(this.spec, checkpoint);
    // Edits that were asked for after the checkpoint.
    const edits = Object.entries(this.experiment.config).filter(
      ([key, value]) => checkpoint.spec.config[key] !== value,
    );
    if (edits.length > 0) this.client.change(Object.fromEntries(edits));
    this.notify({
      word: 'Kept',
      text: `Your last visit left this run at iteration ${sayNumber(checkpoint.iteration)}; play goes on from there, Reset begins anew.`,
    });
  }

  private forgetRun({ keepStage }: { readonly keepStage: boolean }): void {
    this.log.clear({ keepStage });
    this.session.setState({ notices: withoutRun(this.session.getState().notices) });
    this.view.lookBackAt(null);
  }

  private keep(): void {
    this.keeper.keep(this.spec, this.checkpoint, (iteration) => this.log.save(iteration));
  }

  /** The newest checkpoint of a run that can go on. */
  private get checkpoint() {
    const isOver = this.facts.state === 'finished' || this.facts.state === 'diverged';
    return isOver ? null : this.client.lastCheckpoint;
  }

  private onReady(backend: string, kernel: boolean, notice: string | null): void {
    this.board.set({ backend, kernel });
    if (notice) this.notify({ word: 'Backend', text: notice });
  }

  private onState(state: RunState): void {
    this.board.set({ state });
    if (state === 'paused') this.keep();
    if (state === 'finished' || state === 'diverged') this.keeper.forget();
  }

  private onProgress(batch: ProgressBatch): void {
    this.log.append(batch);
    this.board.note({
      ...progressFacts(this.log.iterations.at(-1)),
      config: configAfter(batch.iterations, this.facts.config),
      ...(batch.diverged && divergenceFacts(batch.diverged)),
      stepsPerSecond: batch.stepsPerSecond || this.facts.stepsPerSecond,
    });
    this.keeper.mayKeep(this.spec, this.checkpoint, (iteration) => this.log.save(iteration));
  }

  private onRestarted(iteration: number, reason: string | null): void {
    this.log.truncate(iteration);
    this.board.set({ ...progressFacts(this.log.iterations.at(-1)), config: this.client.origin?.config ?? null });
    this.view.lookAgain();
    if (reason === null) return;
    const where = iteration > 0 ? `goes on from iteration ${sayNumber(iteration)}` : 'begins again';
    const { algo, config } = this.experiment;
    const how = isReproducible(findAlgorithm(algo).spec, config)
      ? ' and repeats itself to the last bit.'
      : '; with real workers it takes another course.';
    this.notify({ word: 'Restarted', text: `${sentence(reason)} The run ${where}${how}` });
  }

  private onStopped(reason: string): void {
    this.board.set({ state: this.hasBegun ? 'paused' : 'idle' });
    this.notify({ word: 'Stopped', text: `${sentence(reason)} Play tries once more.` });
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
