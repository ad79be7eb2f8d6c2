import type { DiagnosticId } from '../engine/run-events.ts';
import type { StudyRequest } from '../engine/studies/study.ts';
import type { PanelNeed } from './controller.ts';

/** What all visible panels need from the worker, taken together. */
export class Needs {
  private readonly byOwner = new Map<string, PanelNeed>();

  /** Replaces what `owner` asked for before. Returns whether undoing it has an effect, which it has once. */
  set(owner: string, need: PanelNeed): () => boolean {
    this.byOwner.set(owner, need);
    // A later request of the same owner is not this one's to take back.
    return () => this.byOwner.get(owner) === need && this.byOwner.delete(owner);
  }

  get diagnostics(): readonly DiagnosticId[] {
    return [...new Set([...this.byOwner.values()].flatMap((need) => need.diagnostics ?? []))];
  }

  /** Each study once; of two panels that ask for it, the last one has its way. */
  get studies(): readonly StudyRequest[] {
    const requests = [...this.byOwner.values()].flatMap((need) => need.studies ?? []);
    return [...new Map(requests.map((request) => [request.id, request])).values()];
  }

  /** The greatest number asked for; 0 if nobody looks. */
  get stageCopies(): number {
    return Math.max(0, ...[...this.byOwner.values()].map((need) => need.stageCopies ?? 0));
  }

  /** How fast they act: as the last panel says that cares. */
  get stageSpeed(): number {
    return [...this.byOwner.values()].findLast((need) => need.stageSpeed !== undefined)?.stageSpeed ?? 1;
  }
}
