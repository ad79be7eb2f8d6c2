import { createStore, type StoreApi } from 'zustand/vanilla';
import { isReproducible } from '../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../engine/algorithms/index.ts';
import type { ConfigValue, RunSpec } from '../engine/run-spec.ts';
import type { StudyRequest } from '../engine/studies/study.ts';
import { defaultExperiment } from '../presets/defaults.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import { TrainingClient } from '../worker/client.ts';
import type { WorkerHandle } from '../worker/endpoint.ts';
import type { ProgressBatch, RunState } from '../worker/messages.ts';
import { realTiming, type Timing } from '../worker/timing.ts';
import type { Controller, PanelNeed } from './controller.ts';
import { type Choice, changeField, choose } from './edit-experiment.ts';
import { FactsBoard } from './facts-board.ts';
import { Needs } from './needs.ts';
import { browserLifecycle, type PageLifecycle } from './page-lifecycle.ts';
import { browserStorage, type RunStorage, runKey, type SavedRun } from './persistence.ts';
import { PinnedRuns } from './pinned-runs.ts';
import { divergenceFacts, NO_FACTS, progressFacts } from './run-facts.ts';
import { RunKeeper } from './run-keeper.ts';
import { RunLog } from './run-log.ts';
import type { RunFacts, Session } from './session.ts';
import { updateChoices } from './update-choices.ts';

export interface ControllerOptions {
  readonly createWorker: () => WorkerHandle;
  /** What stands in the session until something is opened. */
  readonly initial?: Experiment;
  readonly randomSeed?: () => number;
  readonly storage?: RunStorage;
  readonly page?: PageLifecycle;
  readonly timing?: Timing;
}

/** Nothing is trained before an experiment is opened. */
export function createController(options: ControllerOptions): Controller {
  return new SessionController(options);
}

const MOST_STEPS = 100_000_000;

class SessionController implements Controller {
  readonly session: StoreApi<Session>;
  readonly log = new RunLog();

  private readonly pins = new PinnedRuns();
  readonly pinned = this.pins.store;

  private readonly client: TrainingClient;
  private readonly keeper: RunKeeper;
  private readonly needs = new Needs();
  private needsAreStale = false;
  private asked: readonly StudyRequest[] = [];
  private readonly randomSeed: () => number;
  private readonly stopWatchingPage: () => void;

  /** Counts runs, so that a late answer of the storage does not replace a newer one. */
  private runs = 0;
  /** The storage is being asked; "play" waits for its answer. */
  private opening: { playThen: boolean } | null = null;
  /** Whether the run was ever told to go: until then, edits belong to the experiment. */
  private hasBegun = false;
  private readonly board: FactsBoard;

  constructor(options: ControllerOptions) {
    const { timing = realTiming(), page = browserLifecycle() } = options;
    this.randomSeed = options.randomSeed ?? friendlySeed;
    this.keeper = new RunKeeper(options.storage ?? browserStorage(), timing);
    this.session = createStore<Session>(() => ({
      experiment: options.initial ?? defaultExperiment(),
      notices: [],
      run: NO_FACTS,
      lookingBackAt: null,
      pace: 0,
    }));
    this.board = new FactsBoard(timing, (run) => this.session.setState({ run }));
    this.client = new TrainingClient({
      createWorker: options.createWorker,
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
    this.stopWatchingPage = page.onTurn(() => {
      if (page.isVisible()) this.client.lookAgain();
      else this.keep();
    });
  }

  open(experiment: Experiment, notices: readonly Notice[]): void {
    const isSameRun = this.runs > 0 && runKey(specOf(experiment)) === runKey(this.spec);
    if (!isSameRun || notices.length > 0) this.session.setState({ notices });
    this.session.setState({ experiment });
    if (!isSameRun) void this.restoreOrBegin();
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

  reset(): void {
    this.begin();
  }

  newSeed(): void {
    let seed = this.randomSeed();
    while (seed === this.experiment.seed) seed = this.randomSeed();
    this.choose({ seed });
  }

  choose(choice: Choice): void {
    const before = this.experiment;
    const { experiment, notice } = choose(before, choice);
    if (runKey(specOf(experiment)) === runKey(specOf(before))) {
      if (notice) this.notify(notice);
      return;
    }
    this.session.setState({ experiment, notices: notice ? [notice] : [] });
    this.begin({ keepStage: experiment.env === before.env });
  }

  change(key: string, wanted: ConfigValue): void {
    const edited = changeField(this.experiment, key, wanted);
    if (edited?.notice) this.notify(edited.notice);
    if (!edited || edited.experiment === this.experiment) return;

    this.session.setState({ experiment: edited.experiment });
    const { state } = this.facts;
    if (!this.hasBegun) this.begin({ quietly: state === 'idle', play: this.opening?.playThen ?? false });
    else if (edited.isStructural) this.begin({ play: state === 'running' });
    else this.client.change({ [key]: edited.value });
  }

  goOn(totalSteps?: number): void {
    const { config } = this.experiment;
    this.change('totalSteps', totalSteps ?? Math.min(MOST_STEPS, 2 * Number(config.totalSteps)));
    this.play();
  }

  setPanels(panels: readonly string[]): void {
    this.session.setState({ experiment: { ...this.experiment, panels } });
  }

  setPanelState(panel: string, key: string, value: ConfigValue): void {
    const { panelState } = this.experiment;
    const state = { ...panelState[panel], [key]: value };
    this.session.setState({ experiment: { ...this.experiment, panelState: { ...panelState, [panel]: state } } });
  }

  lookBackAt(iteration: number | null): void {
    const distance = (snapshot: { readonly iteration: number }) => Math.abs(snapshot.iteration - iteration!);
    const nearest =
      iteration === null ? undefined : this.log.snapshots.toSorted((a, b) => distance(a) - distance(b))[0];
    this.session.setState({ lookingBackAt: nearest?.iteration ?? null });
    this.sendNeeds();
    this.client.lookBackAt(nearest?.iteration ?? null);
  }

  compareUpdates(): void {
    if (this.opening) return;
    const { lookingBackAt, experiment } = this.session.getState();
    this.client.compare(lookingBackAt, updateChoices(experiment.env));
  }

  pin(): void {
    this.pins.pin(this.experiment, this.log);
  }

  unpin(id: number): void {
    this.pins.unpin(id);
  }

  dismissNotice(index: number): void {
    this.session.setState({ notices: this.session.getState().notices.filter((_, i) => i !== index) });
  }

  setPace(milliseconds: number): void {
    this.session.setState({ pace: milliseconds });
    this.client.setPace(milliseconds);
  }

  want(owner: string, need: PanelNeed): () => void {
    const undo = this.needs.set(owner, need);
    this.sendNeedsSoon();
    return () => {
      if (undo()) this.sendNeedsSoon();
    };
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

  private get facts(): RunFacts {
    return this.board.newest;
  }

  private get spec(): RunSpec {
    return specOf(this.experiment);
  }

  /** Takes up the run of this experiment that an earlier visit left, or begins it. */
  private async restoreOrBegin(): Promise<void> {
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
  private begin({ play = false, quietly = false, keepStage = true, keeps = false } = {}): void {
    this.runs++;
    this.opening = null;
    if (!keeps) this.keeper.forget();
    this.forgetRun({ keepStage });
    this.board.set(
      quietly ? { ...NO_FACTS, state: 'idle', backend: this.facts.backend, kernel: this.facts.kernel } : NO_FACTS,
    );
    this.client.start(this.spec, null);
    this.hasBegun = play;
    if (play) this.client.play();
  }

  private takeUp(saved: SavedRun): void {
    const { checkpoint, log } = saved;
    this.opening = null;
    this.hasBegun = true;
    this.keeper.adopt(this.spec, saved);
    this.log.load(log);
    this.board.set({ ...NO_FACTS, ...progressFacts(this.log.iterations.at(-1)) });
    this.client.start(this.spec, checkpoint);
    // Edits that were asked for after the checkpoint.
    const edits = Object.entries(this.experiment.config).filter(
      ([key, value]) => checkpoint.spec.config[key] !== value,
    );
    if (edits.length > 0) this.client.change(Object.fromEntries(edits));
    this.notify({
      word: 'Kept',
      text: `Your last visit left this run at iteration ${checkpoint.iteration}; play goes on from there, Reset begins anew.`,
    });
  }

  private forgetRun({ keepStage }: { readonly keepStage: boolean }): void {
    this.log.clear({ keepStage });
    const aboutRun = ['Restarted', 'Stopped', 'Kept', 'Backend', 'Workers'];
    const notices = this.session.getState().notices.filter(({ word }) => !aboutRun.includes(word));
    this.session.setState({ notices, lookingBackAt: null });
    this.sendNeeds();
    this.client.lookBackAt(null);
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
      ...(batch.diverged && divergenceFacts(batch.diverged)),
      stepsPerSecond: batch.stepsPerSecond || this.facts.stepsPerSecond,
    });
    this.keeper.mayKeep(this.spec, this.checkpoint, (iteration) => this.log.save(iteration));
  }

  private onRestarted(iteration: number, reason: string | null): void {
    this.log.truncate(iteration);
    this.board.set({ ...progressFacts(this.log.iterations.at(-1)) });
    const { lookingBackAt } = this.session.getState();
    if (lookingBackAt !== null) this.lookBackAt(lookingBackAt);
    if (reason === null) return;
    const where = iteration > 0 ? `goes on from iteration ${iteration}` : 'begins again';
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

  /** The newest notice of its kind. */
  private notify(notice: Notice): void {
    const others = this.session.getState().notices.filter(({ word }) => word !== notice.word);
    this.session.setState({ notices: [...others, notice] });
  }

  /** Once for all panels that come and go together. */
  private sendNeedsSoon(): void {
    if (this.needsAreStale) return;
    this.needsAreStale = true;
    queueMicrotask(() => {
      if (this.needsAreStale) this.sendNeeds();
    });
  }

  private sendNeeds(): void {
    this.needsAreStale = false;
    const { lookingBackAt } = this.session.getState();
    const theta = this.log.snapshots.find(({ iteration }) => iteration === lookingBackAt)?.theta ?? null;
    const { stageCopies: copies, stageSpeed: speed } = this.needs;
    const { studies } = this.needs;
    // Kept answers were to other questions.
    if (JSON.stringify(studies) !== JSON.stringify(this.asked)) this.log.forgetStudies();
    this.asked = studies;
    const stage = copies > 0 ? { copies, theta, ...(speed !== 1 && { speed }) } : null;
    this.client.want(this.needs.diagnostics, stage, studies);
  }
}

function specOf({ algo, env, seed, backend, config }: Experiment): RunSpec {
  return { algo, env, seed, backend, config };
}

/** Short enough to be read out to a room. */
function friendlySeed(): number {
  return 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! % 9999);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
