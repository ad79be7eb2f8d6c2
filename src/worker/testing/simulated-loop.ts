import type { Timing } from '../timing.ts';

/**
 * An event loop with a clock of its own: time passes when work spends it, or when nothing but timers is left to wait for.
 * Page and worker of a test share it, so that every test runs the same way each time and none of them waits.
 */
export class SimulatedLoop implements Timing {
  private time = 0;
  private readonly tasks: (() => void)[] = [];
  private timers: { readonly at: number; readonly callback: () => void }[] = [];

  readonly now = (): number => this.time;

  readonly macrotask = (): Promise<void> => new Promise((resolve) => this.post(resolve));

  readonly after = (milliseconds: number, callback: () => void): (() => void) => {
    const timer = { at: this.time + milliseconds, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  /** Work of this many milliseconds is done. */
  spend(milliseconds: number): void {
    this.time += milliseconds;
  }

  /** Queues a task, such as the delivery of a message. */
  post(task: () => void): void {
    this.tasks.push(task);
  }

  /** Runs until `done` holds. @throws Error if it does not within `most` tasks, or nothing is left to do. */
  async until(done: () => boolean, most = 50_000): Promise<void> {
    await settleMicrotasks();
    for (let turn = 0; !done(); turn++) {
      if (turn >= most) throw new Error(`not reached in ${most} tasks`);
      if (!(await this.turn())) throw new Error('nothing is left to do');
    }
  }

  /** Runs for `milliseconds` of simulated time. */
  async pass(milliseconds: number): Promise<void> {
    let over = false;
    this.after(milliseconds, () => {
      over = true;
    });
    await this.until(() => over);
  }

  /** One task; whether there was one. */
  private async turn(): Promise<boolean> {
    const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
    const isDue = next !== undefined && (next.at <= this.time || this.tasks.length === 0);
    if (isDue) {
      this.time = Math.max(this.time, next.at);
      this.timers = this.timers.filter((timer) => timer !== next);
      next.callback();
    } else {
      const task = this.tasks.shift();
      if (!task) return false;
      task();
    }
    await settleMicrotasks();
    return true;
  }
}

/** Resolves once no promise has anything left to do, nor structured clones through Node's own queues. */
const settleMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
