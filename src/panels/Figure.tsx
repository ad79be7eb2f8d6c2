import { useLayoutEffect, useRef } from 'react';
import { type Figure as ChartFigure, type Draw, figure } from '../charts/figure.ts';
import { useLog } from '../state/react.tsx';

interface FigureProps {
  /** The text alternative. */
  readonly label: string;
  readonly draw: Draw;
  readonly className?: string;
  /** With a canvas under the SVG. */
  readonly canvas?: boolean;
}

/** Where a panel draws: again after each render, after each change of the log (once a frame), of size and of theme. */
export function Figure({ label, draw, className = '', canvas = false }: FigureProps) {
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
  useLog(() => made.current?.redraw());

  return <div className={`plot ${className}`} ref={host} />;
}
