import type { GradientTask, GradientWorker, GradientWorkers, WorkerGradient } from '../engine/gradient-workers.ts';
import type { RunSpec } from '../engine/run-spec.ts';
import { buffersOf, type WorkerHandle } from './endpoint.ts';
import type { FromGradientWorker, ToGradientWorker } from './gradient-messages.ts';
import { realTiming, type Timing } from './timing.ts';
import { Watchdog } from './watchdog.ts';

/** Workers that serve gradients (see serve-gradients.ts), each made by `createWorker`, as the engine asks for them. */
export function gradientCrew(createWorker: () => WorkerHandle, timing: Timing = realTiming()): GradientWorkers {
  return {
    hire: async (spec, number) => {
      const member = new CrewMember(createWorker(), timing);
      await member.open(spec, number);
      return member;
    },
  };
}

/** One worker of a run. */
class CrewMember implements GradientWorker {
  private readonly watchdog: Watchdog;
  /** Whoever waits for an answer. */
  private waiting: { resolve(message: FromGradientWorker): void; reject(error: Error): void } | null = null;
  /** How it died, if it did. */
  private death: Error | null = null;

  constructor(
    private readonly worker: WorkerHandle,
    timing: Timing,
  ) {
    this.watchdog = new Watchdog(
      timing,
      () => true,
      (id) => this.post({ type: 'ping', id }),
      () => this.die('it no longer answered'),
    );
    worker.onmessage = ({ data }: { readonly data: FromGradientWorker }) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.die(event.message || 'it could not be loaded');
    };
    worker.onmessageerror = () => this.die('a message of it could not be read');
  }

  async open(spec: RunSpec, number: number): Promise<void> {
    this.watchdog.watch('loading');
    await this.ask({ type: 'open', spec, number });
    this.watchdog.watch(spec.backend);
  }

  async compute(task: GradientTask): Promise<WorkerGradient> {
    const answer = await this.ask({ type: 'compute', task }, buffersOf(task.theta, task.phi));
    if (answer.type !== 'gradient') throw new Error(`it answered "${answer.type}"`);
    return answer.gradient;
  }

  end(): void {
    this.watchdog.stop();
    this.worker.onmessage = this.worker.onerror = this.worker.onmessageerror = null;
    this.worker.terminate();
  }

  private ask(message: ToGradientWorker, transfer?: Transferable[]): Promise<FromGradientWorker> {
    return new Promise((resolve, reject) => {
      if (this.death) {
        reject(this.death);
        return;
      }
      this.waiting = { resolve, reject };
      this.post(message, transfer);
    });
  }

  private post(message: ToGradientWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  private receive(message: FromGradientWorker): void {
    if (message.type === 'pong') this.watchdog.onPong(message.id);
    else if (message.type === 'failed') this.die(message.message);
    else this.waiting?.resolve(message);
  }

  /** Noticed at once where somebody waits for an answer, and with the next task otherwise. */
  private die(reason: string): void {
    this.death = new Error(reason);
    this.end();
    this.waiting?.reject(this.death);
  }
}
