import { useLayoutEffect, useRef } from 'react';
import { type Figure as ChartFigure, type Draw, figure } from '../charts/figure.ts';
import type { MetricLog } from '../state/metric-log.ts';
import { useController, useLog } from '../state/react.tsx';

interface FigureProps {
  /** The text alternative. */
  readonly label: string;
  readonly draw: Draw;
  /** The part of the log that the figure shows: it draws again only when this is another one. */
  readonly of: (log: MetricLog) => unknown;
  readonly className?: string;
  /** With a canvas under the SVG. */
  readonly canvas?: boolean;
}

/** Where a panel draws: again after each render, after each change of what it shows of the log (once a frame), of size and of theme. */
export function Figure({ label, draw, of, className = '', canvas = false }: FigureProps) {
  const { log } = useController();
  const host = useRef<HTMLDivElement>(null);
  const made = useRef<ChartFigure | null>(null);
  const newest = useRef(draw);

  useLayoutEffect(() => {
    newest.current = draw;
    made.current?.redraw();
  });
  useLayoutEffect(() => {
    if (!host.current) return;
    made.current = figure(host.current, (frame) => newest.current(frame), { label, canvas });
    return () => made.current?.remove();
  }, [label, canvas]);
  const shown = useRef<unknown>(undefined);
  useLog(() => {
    const part = of(log);
    if (Object.is(part, shown.current)) return;
    shown.current = part;
    made.current?.redraw();
  });

  return <div className={`plot ${className}`} ref={host} />;
}
