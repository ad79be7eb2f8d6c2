import { describe, expect, it } from 'vitest';
import type { WorkerHandle } from '../worker/endpoint.ts';
import type { FromFisherCost } from '../worker/fisher-cost-messages.ts';
import { COST_LIMITS, createFisherCostMeasurement } from './fisher-cost.ts';

/** A worker that says what the test lets it say. */
class Puppet implements WorkerHandle {
  onmessage: Worker['onmessage'] = null;
  onerror: Worker['onerror'] = null;
  onmessageerror: Worker['onmessageerror'] = null;
  readonly heard: unknown[] = [];
  isAlive = true;
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.isAlive = false;
  }
  say(data: FromFisherCost): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  crash(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message, preventDefault: () => {} } as ErrorEvent);
  }
}

function setUp() {
  const workers: Puppet[] = [];
  const measurement = createFisherCostMeasurement({
    createWorker: () => {
      workers.push(new Puppet());
      return workers.at(-1)!;
    },
  });
  return { workers, measurement, now: () => measurement.costs.getState() };
}

const REQUEST = { widths: [1, 2], damping: 0.1 };
const measured = (width: number): FromFisherCost => ({
  type: 'measured',
  cost: { width, parameters: 10 * width, cholesky: null, conjugateGradient: null, difference: null },
});

describe('measuring what F⁻¹g costs', () => {
  it('starts nothing unasked', () => {
    const { workers, now } = setUp();
    expect(workers).toEqual([]);
    expect(now()).toEqual({ status: 'unmeasured', damping: null, costs: [], limits: [], message: null });
  });

  it('collects what comes, and ends its worker when all is measured', () => {
    const { workers, measurement, now } = setUp();
    measurement.measure(REQUEST);
    expect(workers[0]!.heard).toEqual([{ ...REQUEST, limits: COST_LIMITS }]);
    expect(now()).toMatchObject({ status: 'measuring', damping: 0.1, costs: [] });
    workers[0]!.say(measured(1));
    workers[0]!.say({ type: 'limit', limit: { method: 'cholesky', parameters: 20, milliseconds: 3000, bytes: 1 } });
    workers[0]!.say(measured(2));
    expect(now().status).toBe('measuring');
    workers[0]!.say({ type: 'done' });
    expect(now()).toMatchObject({ status: 'measured', limits: [{ parameters: 20 }] });
    expect(now().costs.map(({ width }) => width)).toEqual([1, 2]);
    expect(workers[0]!.isAlive).toBe(false);
  });

  it('begins anew when asked again, deaf to the worker before', () => {
    const { workers, measurement, now } = setUp();
    measurement.measure(REQUEST);
    workers[0]!.say(measured(1));
    measurement.measure({ ...REQUEST, damping: 0.01 });
    expect(workers.map(({ isAlive }) => isAlive)).toEqual([false, true]);
    workers[0]!.say(measured(2));
    expect(now()).toMatchObject({ status: 'measuring', damping: 0.01, costs: [] });
  });

  it('stops when told to, and keeps what it has', () => {
    const { workers, measurement, now } = setUp();
    measurement.measure(REQUEST);
    measurement.stop();
    expect(now().status).toBe('unmeasured');
    measurement.measure(REQUEST);
    workers[1]!.say(measured(1));
    measurement.stop();
    expect(now()).toMatchObject({ status: 'measured', costs: [{ width: 1 }] });
    expect(workers[1]!.isAlive).toBe(false);
    measurement.stop();
    expect(now().status).toBe('measured');
  });

  it('says why it failed and keeps what was measured until then', () => {
    const { workers, measurement, now } = setUp();
    measurement.measure(REQUEST);
    workers[0]!.say(measured(1));
    workers[0]!.say({ type: 'failed', message: 'Array buffer allocation failed' });
    expect(now()).toMatchObject({ status: 'failed', message: 'Array buffer allocation failed', costs: [{ width: 1 }] });
    measurement.measure(REQUEST);
    workers[1]!.crash('');
    expect(now()).toMatchObject({ status: 'failed', message: 'The measuring worker could not be loaded.', costs: [] });
  });
});
