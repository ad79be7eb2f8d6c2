import { createFisherCostMeasurement, type FisherCostMeasurement } from '../../state/fisher-cost.ts';

let measurement: FisherCostMeasurement | undefined;

/**
 * The one measurement of this tab. It outlives the panel: whoever comes back finds what was measured. Created here, as the
 * Lab creates its controller, so that no page needs to know of the panel's worker.
 */
export function fisherCostMeasurement(): FisherCostMeasurement {
  measurement ??= createFisherCostMeasurement({
    createWorker: () => new Worker(new URL('../../worker/fisher-cost.worker.ts', import.meta.url), { type: 'module' }),
  });
  return measurement;
}
