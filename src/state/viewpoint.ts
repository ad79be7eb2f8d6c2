import type { StoreApi } from 'zustand/vanilla';
import type { StudyRequest } from '../engine/studies/study.ts';
import type { TrainingClient } from '../worker/client.ts';
import type { PanelNeed } from './controller.ts';
import { Needs } from './needs.ts';
import type { RunLog } from './run-log.ts';
import type { Session } from './session.ts';

/** Which iteration of the run panels look at, and what they need from the worker to see it. */
export class Viewpoint {
  private readonly needs = new Needs();
  private needsAreStale = false;
  private asked: readonly StudyRequest[] = [];

  constructor(
    private readonly session: StoreApi<Session>,
    private readonly log: RunLog,
    private readonly client: TrainingClient,
  ) {}

  /** The nearest iteration that is kept; null is live. */
  lookBackAt(iteration: number | null): void {
    const distance = (snapshot: { readonly iteration: number }) => Math.abs(snapshot.iteration - iteration!);
    const nearest =
      iteration === null ? undefined : this.log.snapshots.toSorted((a, b) => distance(a) - distance(b))[0];
    this.session.setState({ lookingBackAt: nearest?.iteration ?? null });
    this.sendNeeds();
    this.client.lookBackAt(nearest?.iteration ?? null);
  }

  /** The log was cut: what one looks at may be gone. */
  lookAgain(): void {
    const { lookingBackAt } = this.session.getState();
    if (lookingBackAt !== null) this.lookBackAt(lookingBackAt);
  }

  /** See Controller.want. */
  want(owner: string, need: PanelNeed): () => void {
    const undo = this.needs.set(owner, need);
    this.sendNeedsSoon();
    return () => {
      if (undo()) this.sendNeedsSoon();
    };
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
    const { diagnostics, studies, stageCopies: copies, stageSpeed: speed } = this.needs;
    // Kept answers were to other questions.
    if (JSON.stringify(studies) !== JSON.stringify(this.asked)) this.log.forgetStudies();
    this.asked = studies;
    const { lookingBackAt } = this.session.getState();
    const theta = this.log.snapshots.find(({ iteration }) => iteration === lookingBackAt)?.theta ?? null;
    const stage = copies > 0 ? { copies, theta, ...(speed !== 1 && { speed }) } : null;
    this.client.want(diagnostics, stage, studies);
  }
}
