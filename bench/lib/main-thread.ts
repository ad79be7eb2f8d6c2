interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The processor time, in ms, of the busiest task on a page's main thread. Other work on the machine stretches how long a
 * task takes by the clock, but not this.
 *
 * @param trace Chromium's, with the category "toplevel".
 */
export function busiestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(thread),
  );
  const times = traceEvents.filter((event) => event.tdur !== undefined && pages.has(thread(event)));
  return times.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}
