import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConfigValue } from '../engine/run-spec.ts';
import { defaultExperiment } from '../presets/defaults.ts';
import type { Experiment, Notice } from '../presets/experiment.ts';
import type { Controller, PanelNeed } from './controller.ts';
import { type Choice, changeField, choose } from './edit-experiment.ts';
import { aboutRun } from './notices.ts';
import { runKey } from './persistence.ts';
import { PinnedRuns } from './pinned-runs.ts';
import { NO_FACTS } from './run-facts.ts';
import type { Session } from './session.ts';
import { type RunSurroundings, SessionRun } from './session-run.ts';

export interface ControllerOptions extends RunSurroundings {
  /** What stands in the session until something is opened. */
  readonly initial?: Experiment;
  readonly randomSeed?: () => number;
}

/** Nothing is trained before an experiment is opened. */
export function createController(options: ControllerOptions): Controller {
  return new SessionController(options);
}

const MOST_STEPS = 100_000_000;

/** Writes the experiment as it is edited, and has its run follow. */
class SessionController implements Controller {
  readonly session: StoreApi<Session>;
  private readonly run: SessionRun;
  private readonly pins = new PinnedRuns();
  readonly pinned = this.pins.store;
  private readonly randomSeed: () => number;

  constructor({ initial = defaultExperiment(), randomSeed = friendlySeed, ...surroundings }: ControllerOptions) {
    this.randomSeed = randomSeed;
    this.session = createStore<Session>(() => ({
      experiment: initial,
      notices: [],
      run: NO_FACTS,
      lookingBackAt: null,
      pace: 0,
    }));
    this.run = new SessionRun(this.session, surroundings);
  }

  get log() {
    return this.run.log;
  }

  open(experiment: Experiment, notices: readonly Notice[]): void {
    const isSameRun = this.run.isOpen && runKey(experiment) === runKey(this.experiment);
    this.session.setState({ experiment, notices: [...aboutRun(this.session.getState().notices), ...notices] });
    if (!isSameRun) void this.run.restoreOrBegin();
  }

  play(): void {
    this.run.play();
  }

  pause(): void {
    this.run.pause();
  }

  step(to: 'line' | 'iteration'): void {
    this.run.step(to);
  }

  setPace(milliseconds: number): void {
    this.session.setState({ pace: milliseconds });
    this.run.setPace(milliseconds);
  }

  reset(): void {
    this.run.begin();
  }

  newSeed(): void {
    let seed = this.randomSeed();
    while (seed === this.experiment.seed) seed = this.randomSeed();
    this.choose({ seed });
  }

  choose(choice: Choice): void {
    const before = this.experiment;
    const { experiment, notice } = choose(before, choice);
    if (runKey(experiment) === runKey(before)) {
      if (notice) this.run.notify(notice);
      return;
    }
    this.session.setState({ experiment, notices: notice ? [notice] : [] });
    this.run.begin({ keepStage: experiment.env === before.env });
  }

  change(key: string, wanted: ConfigValue): void {
    const edited = changeField(this.experiment, key, wanted);
    if (edited?.notice) this.run.notify(edited.notice);
    if (!edited || edited.experiment === this.experiment) return;
    this.session.setState({ experiment: edited.experiment });
    this.run.takeOver(key, edited.value, edited.isStructural);
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
    this.run.view.lookBackAt(iteration);
  }

  compareUpdates(): void {
    this.run.compareUpdates();
  }

  pin(): void {
    const { experiment, run } = this.session.getState();
    this.pins.pin({ ...experiment, config: run.config ?? experiment.config }, this.log);
  }

  unpin(id: number): void {
    this.pins.unpin(id);
  }

  dismissNotice(index: number): void {
    this.session.setState({ notices: this.session.getState().notices.filter((_, i) => i !== index) });
  }

  want(owner: string, need: PanelNeed): () => void {
    return this.run.view.want(owner, need);
  }

  dispose(): void {
    this.run.dispose();
  }

  private get experiment(): Experiment {
    return this.session.getState().experiment;
  }
}

/** Short enough to be read out to a room. */
function friendlySeed(): number {
  return 1 + (crypto.getRandomValues(new Uint32Array(1))[0]! % 9999);
}
