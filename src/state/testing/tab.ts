import { defaultExperiment } from '../../presets/defaults.ts';
import type { Experiment } from '../../presets/experiment.ts';
import { fakeTrainers } from '../../worker/testing/fake-trainer.ts';
import { InProcessWorker } from '../../worker/testing/in-process-worker.ts';
import { SimulatedLoop } from '../../worker/testing/simulated-loop.ts';
import type { Controller } from '../controller.ts';
import { createController } from '../create-controller.ts';
import type { PageLifecycle } from '../page-lifecycle.ts';
import { type RunStorage, runKey, type SavedRun } from '../persistence.ts';

/** A storage that tests can look into; `structuredClone` as IndexedDB does. */
export class MemoryStorage implements RunStorage {
  readonly runs = new Map<string, SavedRun>();

  async save(...[spec, run]: Parameters<RunStorage['save']>): Promise<void> {
    this.runs.set(runKey(spec), structuredClone(run));
  }

  async find(spec: Parameters<RunStorage['find']>[0]): Promise<SavedRun | null> {
    return this.runs.get(runKey(spec)) ?? null;
  }

  async forget(spec: Parameters<RunStorage['forget']>[0]): Promise<void> {
    this.runs.delete(runKey(spec));
  }
}

/** A page that tests can hide. */
export class FakePage implements PageLifecycle {
  private visible = true;
  private readonly listeners = new Set<() => void>();

  isVisible = (): boolean => this.visible;

  onTurn(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  turn(visible: boolean): void {
    this.visible = visible;
    for (const listener of this.listeners) listener();
  }
}

/** A tab: a controller over workers of the test's own, whose trainers are fakes. */
export class Tab {
  readonly loop = new SimulatedLoop();
  readonly page = new FakePage();
  readonly workers: InProcessWorker[] = [];
  readonly controller: Controller;
  readonly trainers;

  constructor(
    readonly storage: RunStorage = new MemoryStorage(),
    trainerOptions: { readonly divergesAt?: number; readonly lineTime?: number; readonly noticeAt?: number } = {},
    seeds: readonly number[] = [41, 42, 43],
  ) {
    this.trainers = fakeTrainers({ loop: this.loop, ...trainerOptions });
    const upcoming = [...seeds];
    this.controller = createController({
      createWorker: () => {
        const worker = new InProcessWorker(this.loop, this.trainers.create);
        this.workers.push(worker);
        return worker;
      },
      randomSeed: () => upcoming.shift() ?? 99,
      storage,
      page: this.page,
      timing: this.loop,
    });
  }

  get session() {
    return this.controller.session.getState();
  }

  get run() {
    return this.session.run;
  }

  get words(): string[] {
    return this.session.notices.map(({ word }) => word);
  }

  async reach(iteration: number): Promise<void> {
    await this.loop.until(() => this.run.iteration >= iteration);
  }

  async become(state: Tab['run']['state']): Promise<void> {
    await this.loop.until(() => this.run.state === state);
  }
}

export const CARTPOLE: Experiment = defaultExperiment('ppo-clip', 'CartPole-v1');

/** The same over fewer steps. */
export const short = (totalSteps: number): Experiment => ({
  ...CARTPOLE,
  config: { ...CARTPOLE.config, totalSteps },
});

/** A tab in which an experiment was opened that no earlier visit knows. */
export async function opened(experiment = CARTPOLE, options: ConstructorParameters<typeof Tab>[1] = {}): Promise<Tab> {
  const tab = new Tab(new MemoryStorage(), options);
  tab.controller.open(experiment, []);
  await tab.become('idle');
  return tab;
}
