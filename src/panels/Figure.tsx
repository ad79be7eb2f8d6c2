import { useRef } from 'react';
import { onNextFrame } from '../state/frames.ts';
import type { MetricLog } from '../state/metric-log.ts';
import { useController, useLog } from '../state/react.tsx';
import { Plot, type PlotProps, type PlotRef } from './Plot.tsx';

interface FigureProps extends Omit<PlotProps, 'ref'> {
  /** The part of the log that the figure shows: it draws again only when this is another one. */
  readonly of: (log: MetricLog) => unknown;
  /** What the drawing will want to know and keeps once it has been computed: done in a frame before that of the drawing. */
  readonly prepare?: () => void;
}

/** A plot of the run: drawn again also after each change of what it shows of the log, once a frame. */
export function Figure({ of, prepare, ...plot }: FigureProps) {
  const { log } = useController();
  const drawn = useRef<PlotRef>(null);
  const shown = useRef<unknown>(undefined);
  useLog(() => {
    const part = of(log);
    if (Object.is(part, shown.current)) return;
    shown.current = part;
    if (!prepare) drawn.current?.redraw();
    else {
      prepare();
      onNextFrame(() => drawn.current?.redraw());
    }
  });
  return <Plot {...plot} ref={drawn} />;
}
