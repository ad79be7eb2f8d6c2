import { loadKernel } from '../engine/kernels/load.ts';
import { reasonOf } from '../engine/reason.ts';
import type { Endpoint } from './endpoint.ts';
import { measureFisherCost } from './fisher-cost.ts';
import type { FisherCostRequest, FromFisherCost } from './fisher-cost-messages.ts';

/** The measuring worker: one request, answered point by point. */
const page = self as unknown as Endpoint<FromFisherCost, FisherCostRequest>;

page.onmessage = async ({ data }) => {
  const tell = (message: FromFisherCost) => page.postMessage(message);
  const { kernel, notice } = await loadKernel();
  if (!kernel) return tell({ type: 'failed', message: notice });
  try {
    await measureFisherCost(kernel, data, () => performance.now(), tell);
  } catch (error) {
    // an array that the device has no room for, above all
    tell({ type: 'failed', message: reasonOf(error) });
  }
};
