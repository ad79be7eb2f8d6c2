import { restoreNumber } from '../../checkpoint-part.ts';
import type { WorkerGradient } from '../../gradient-workers.ts';
import type { Run, RunPart } from '../../run.ts';
import type { WorkerSegment } from '../../run-events.ts';
import type { CheckpointPart } from '../../run-spec.ts';
import { horizonOf } from '../horizon.ts';
import type { Shared } from './arrivals.ts';
import type { Config } from './config.ts';
import type { Worker } from './worker.ts';

/** Simulated time that computing a gradient takes, as a part of the time that acting took. */
const COMPUTING = 0.25;

/** A worker whose time is simulated: the copy that it holds, and when it will be done with it. */
export class SimulatedWorker implements RunPart {
  /** Whether it holds a copy; otherwise it is free to take one. */
  busy = false;
  /** Updates of θ when it took the copy. */
  updates = 0;
  /** When its gradient comes in. */
  arrivesAt = 0;
  private theta: Float32Array = new Float32Array();
  private phi: Float32Array = new Float32Array();
  private copiedAt = 0;
  private actedAt = 0;
  private computedAt = 0;
  /** Copies taken so far: the key of its delays. */
  private trips = 0;

  constructor(
    /** From 0. */
    private readonly number: number,
    private readonly worker: Worker,
    /** Draws the delay of its n-th trip, in [0, 1). */
    private readonly draw: (number: number, trip: number) => number,
  ) {}

  /** Takes a copy at `time`, and with it how long all will take. */
  async depart(run: Run<Config>, { policy, value }: Shared, time: number): Promise<void> {
    const { nSteps, nWorkers, meanDelay, delayJitter, slowestWorker } = run.config;
    this.theta = await policy.theta();
    this.phi = await value.phi();
    this.updates = run.updates;
    const pace = 1 + ((slowestWorker - 1) * this.number) / Math.max(1, nWorkers - 1);
    const delay = meanDelay * (1 + delayJitter * (2 * this.draw(this.number, this.trips++) - 1));
    this.copiedAt = time;
    this.actedAt = this.copiedAt + pace * nSteps;
    this.computedAt = this.actedAt + pace * nSteps * COMPUTING;
    this.arrivesAt = this.computedAt + pace * delay;
    this.busy = true;
  }

  /** Its gradient has come in; only now is it computed, from the copy. */
  async arrive(run: Run<Config>): Promise<WorkerGradient> {
    const { theta, phi } = this;
    this.busy = false;
    return this.worker.compute({ theta, phi, horizon: horizonOf(run), config: run.config });
  }

  /** What it did with this copy, until its gradient is applied. */
  segments(appliedFrom: number): WorkerSegment[] {
    const { number: worker, copiedAt, actedAt, computedAt } = this;
    return [
      { worker, kind: 'acting', from: copiedAt, to: actedAt },
      { worker, kind: 'computing', from: actedAt, to: computedAt },
      { worker, kind: 'waiting', from: computedAt, to: appliedFrom },
    ];
  }

  save(): CheckpointPart {
    const { busy, updates, arrivesAt, theta, phi, copiedAt, actedAt, computedAt, trips } = this;
    return { busy, updates, arrivesAt, theta: theta.slice(), phi: phi.slice(), copiedAt, actedAt, computedAt, trips };
  }

  load(part: CheckpointPart): void {
    this.busy = part.busy === true;
    this.theta = (part.theta as Float32Array).slice();
    this.phi = (part.phi as Float32Array).slice();
    for (const key of ['updates', 'arrivesAt', 'copiedAt', 'actedAt', 'computedAt', 'trips'] as const)
      this[key] = restoreNumber(part, key);
  }
}
