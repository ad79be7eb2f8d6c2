import { environmentFor } from '../engine/envs/index.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import type { StagePolicy } from '../engine/trainer.ts';
import { buffersOf } from './endpoint.ts';
import type { StageFrame, StageRequest } from './messages.ts';
import { StageWorld } from './stage-world.ts';
import type { Timing } from './timing.ts';

/** `still`: one picture of the start; `beside-training`: in a tenth of the time at most; `alone`: nothing else runs. */
export type StageMode = 'still' | 'beside-training' | 'alone';

/** Milliseconds between two pictures. */
const FRAME_INTERVAL = 33;
/** Beside training a picture is followed by at least this many times the time that it took. */
const TRAINING_SHARE = 9;
/** A stage that fell behind skips time rather than rushing after it; faster ones may take as many times more. */
const MOST_STEPS_PER_FRAME = 5;
/** As fast as it goes: milliseconds of acting for a picture, beside training and alone, and the most steps in them. */
const RUSH = { 'beside-training': 4, alone: 16, still: 16 } as const;
const MOST_STEPS_IN_A_RUSH = 1000;
/** Milliseconds after which the acting policy catches up with the one in training. */
const CATCH_UP_INTERVAL = 200;

/**
 * The policy acting for show in real time, wherever the run stands. At most one picture is on its way: when the page takes
 * none, because its tab is hidden, nothing acts.
 */
export class Stage {
  private readonly environment;
  private mode: StageMode = 'still';
  private wanted: StageRequest | null = null;
  private policyFor: ((theta: Float32Array) => Promise<StagePolicy>) | null = null;
  private latest: Float32Array | null = null;
  private fedAt = Number.NEGATIVE_INFINITY;

  private world: StageWorld | null = null;
  private policy: StagePolicy | null = null;
  /** Another θ is to act than the one in `policy`. */
  private isStale = true;

  private awaitsPage = false;
  private isBusy = false;
  private cancelTick: (() => void) | null = null;
  private tickedAt = 0;
  private notBefore = 0;
  /** Simulated milliseconds owed to the copies. */
  private owed = 0;

  constructor(
    private readonly spec: RunSpec,
    private readonly timing: Timing,
    private readonly post: (frame: StageFrame, transfer: Transferable[]) => void,
  ) {
    this.environment = environmentFor(spec.env, spec.config);
  }

  /** The trainer is there, and `theta` is what it starts from. */
  open(policyFor: (theta: Float32Array) => Promise<StagePolicy>, theta: Float32Array): void {
    this.policyFor = policyFor;
    this.latest = theta;
    this.schedule();
  }

  close(): void {
    this.policyFor = null;
    this.cancelTick?.();
  }

  request(request: StageRequest | null): void {
    if (request?.copies !== this.world?.copies) this.world = null;
    if (request?.theta || this.wanted?.theta) this.isStale = true;
    this.wanted = request;
    this.schedule();
  }

  act(mode: StageMode): void {
    this.mode = mode;
    this.schedule();
  }

  /** Whether a newer θ from training would be shown. */
  get isHungry(): boolean {
    return this.wanted !== null && !this.wanted.theta && this.timing.now() - this.fedAt >= CATCH_UP_INTERVAL;
  }

  /** Takes over θ as it stands after an iteration. */
  feed(theta: Float32Array): void {
    this.latest = theta;
    if (!this.isHungry) return;
    this.fedAt = this.timing.now();
    this.isStale = true;
  }

  /** The page has taken the picture. */
  onTaken(): void {
    this.awaitsPage = false;
    this.schedule();
  }

  /** One tick at a time, as early as the pace allows. */
  private schedule(): void {
    if (this.isBusy || this.awaitsPage || !this.policyFor || !this.wanted) return;
    this.cancelTick?.();
    const delay = Math.max(0, this.notBefore - this.timing.now());
    this.cancelTick = this.timing.after(delay, () => void this.tick());
  }

  private async tick(): Promise<void> {
    this.isBusy = true;
    const began = this.timing.now();
    this.owed += Math.min(began - this.tickedAt, 1000);
    this.tickedAt = began;
    try {
      if (await this.advance()) this.show();
    } catch {
      // The show is not the run: if the engine is lost, the trainer's next step says so, and the page starts another.
      this.policyFor = null;
    }
    this.isBusy = false;
    const ended = this.timing.now();
    const rest = this.mode === 'beside-training' ? TRAINING_SHARE * (ended - began) : 0;
    this.notBefore = Math.max(began + FRAME_INTERVAL, ended + rest);
    if (this.isMoving || !this.world) this.schedule();
  }

  private get isMoving(): boolean {
    return this.mode !== 'still' || Boolean(this.wanted?.theta);
  }

  /** Acts for the time that has passed; whether there is something new to show. */
  private async advance(): Promise<boolean> {
    if (!this.policyFor || !this.wanted || !this.latest) return false;
    const { copies, theta } = this.wanted;
    if (this.isStale || !this.policy) {
      this.isStale = false;
      this.policy = await this.policyFor(theta ?? this.latest);
    }
    if (!this.world) {
      this.world = new StageWorld(this.environment, this.spec.seed, copies, this.policy.outputs);
      await this.world.decide(this.policy);
      this.owed = 0;
      return true;
    }
    if (!this.isMoving) return false;
    const { speed = 1 } = this.wanted;
    const due = this.due(speed);
    const { world, policy, timing } = this;
    const until = speed === Number.POSITIVE_INFINITY ? timing.now() + RUSH[this.mode] : Number.POSITIVE_INFINITY;
    for (let step = 0; step < due && timing.now() < until; step++) {
      world.step(speed);
      await world.decide(policy);
    }
    return due > 0;
  }

  /** Steps that are due at this speed; what is not yet a whole step stays owed. */
  private due(speed: number): number {
    if (speed === Number.POSITIVE_INFINITY) return MOST_STEPS_IN_A_RUSH;
    const pace = (1000 * this.environment.secondsPerStep) / speed;
    const due = Math.floor(this.owed / pace);
    this.owed -= due * pace;
    return Math.min(due, Math.ceil(MOST_STEPS_PER_FRAME * Math.max(1, speed)));
  }

  private show(): void {
    if (!this.world || !this.policyFor) return;
    const picture = this.world.picture();
    this.awaitsPage = true;
    this.post(picture, buffersOf(picture));
  }
}
