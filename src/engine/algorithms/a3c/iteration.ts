import { Monitor } from '../../monitor.ts';
import { explainedVariance } from '../../rollout/trajectories.ts';
import type { Run } from '../../run.ts';
import { stepTrouble, valueTrouble } from '../trouble.ts';
import { TimelineLog } from '../worker-timeline.ts';
import type { Arrival, Arrivals } from './arrivals.ts';
import type { Config } from './config.ts';

const stepSizeKey = 'learningRate';

/** One iteration's books: gradients come in, one after the other, until there are enough to show. */
export class Iteration {
  /** Adam's rate, for all of its updates. */
  readonly rate: number;
  timeline: TimelineLog;
  readonly monitor = new Monitor({
    objective: { what: 'the objective U^PG', line: 4, stepSizeKey },
    gradNorm: { what: 'the gradient ĝ', line: 4, stepSizeKey },
    ...stepTrouble(5, stepSizeKey),
    ...valueTrouble(6, stepSizeKey),
    explainedVariance: { what: 'V_φ', line: 6, stepSizeKey },
    stalenessMean: { what: 'the staleness', line: 5, stepSizeKey },
  });
  /** Whether the gradient in hand is its last. */
  final = false;
  private stalenessMax = 0;
  private taken = 0;

  constructor(
    private readonly run: Run<Config>,
    private readonly arrivals: Arrivals,
  ) {
    const { learningRate, annealing, nWorkers } = run.config;
    this.rate = learningRate * (annealing ? run.remaining : 1);
    this.timeline = new TimelineLog(arrivals.unit, nWorkers);
  }

  /** A gradient has come in: what its worker did counts from now on. */
  take({ batch, episodes, readings, staleness }: Arrival): void {
    const { run, monitor } = this;
    run.steps += batch.size;
    for (const episode of episodes) run.finishEpisode(episode.return, episode.length);
    const explained = explainedVariance(batch.values, batch.returns);
    monitor.recordAll({ ...readings, explainedVariance: explained, stalenessMean: staleness });
    this.stalenessMax = Math.max(this.stalenessMax, staleness);
    this.taken += 1;
    this.final = this.taken >= run.config.nUpdates || run.steps >= run.config.totalSteps;
  }

  /** It has been applied to θ. */
  applied({ worker, staleness, segments }: Arrival): void {
    const { arrivals, run } = this;
    // Real time has become simulated time: what came before stands on another axis.
    if (this.timeline.unit !== arrivals.unit) this.timeline = new TimelineLog(arrivals.unit, run.config.nWorkers);
    const now = arrivals.now();
    this.timeline.add(...segments, { worker, kind: 'applying', from: segments.at(-1)!.to, to: now });
    this.timeline.update(worker, staleness, now);
  }

  async collect() {
    const { means, trouble } = await this.monitor.collect();
    const { rate, stalenessMax } = this;
    return { metrics: { ...means, stalenessMax, workers: this.arrivals.workers, learningRate: rate }, trouble };
  }
}
