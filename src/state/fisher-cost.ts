import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkerHandle } from '../worker/endpoint.ts';
import type { CostLimitReached, CostLimits, FisherCost, FromFisherCost } from '../worker/fisher-cost-messages.ts';

export {
  choleskyBytes,
  conjugateGradientBytes,
  ITERATIONS,
  parametersOf,
  STATES,
} from '../worker/fisher-cost-sizes.ts';

/** What F⁻¹g costs on this machine, as far as it has been measured. */
export interface FisherCosts {
  readonly status: 'unmeasured' | 'measuring' | 'measured' | 'failed';
  /** What they were measured with; null before. */
  readonly damping: number | null;
  /** By growing number of parameters. */
  readonly costs: readonly FisherCost[];
  /** Where a method was left, and why. */
  readonly limits: readonly CostLimitReached[];
  /** Why it failed, in a sentence; what was measured until then is kept. */
  readonly message: string | null;
}

export interface FisherCostMeasurement {
  readonly costs: StoreApi<FisherCosts>;
  /** Measures anew, in a worker of its own; a measurement in hand is dropped. */
  measure(request: { readonly widths: readonly number[]; readonly damping: number }): void;
  /** Ends a measurement in hand and keeps what it has found. */
  stop(): void;
}

/** One run of a method takes two seconds and a gigabyte at most. */
export const COST_LIMITS: CostLimits = { milliseconds: 2000, bytes: 1e9 };

const UNMEASURED: FisherCosts = { status: 'unmeasured', damping: null, costs: [], limits: [], message: null };

/** Measurements belong to this machine and this visit: nothing of them is kept, and nothing is measured unasked. */
export function createFisherCostMeasurement({
  createWorker,
}: {
  readonly createWorker: () => WorkerHandle;
}): FisherCostMeasurement {
  const costs = createStore<FisherCosts>(() => UNMEASURED);
  let worker: WorkerHandle | null = null;

  const end = (status: FisherCosts['status'], message: string | null = null) => {
    if (!worker) return;
    worker.onmessage = worker.onerror = worker.onmessageerror = null;
    worker.terminate();
    worker = null;
    costs.setState({ status, message });
  };
  const receive = (news: FromFisherCost) => {
    if (news.type === 'measured') costs.setState((now) => ({ costs: [...now.costs, news.cost] }));
    else if (news.type === 'limit') costs.setState((now) => ({ limits: [...now.limits, news.limit] }));
    else if (news.type === 'done') end('measured');
    else end('failed', news.message);
  };

  return {
    costs,
    measure({ widths, damping }) {
      end('unmeasured');
      costs.setState({ ...UNMEASURED, status: 'measuring', damping });
      worker = createWorker();
      worker.onmessage = ({ data }: { readonly data: FromFisherCost }) => receive(data);
      worker.onerror = (event) => {
        event.preventDefault();
        end('failed', event.message || 'The measuring worker could not be loaded.');
      };
      worker.onmessageerror = () => end('failed', 'A message of the measuring worker could not be read.');
      worker.postMessage({ widths, damping, limits: COST_LIMITS });
    },
    stop() {
      end(costs.getState().costs.length > 0 ? 'measured' : 'unmeasured');
    },
  };
}
