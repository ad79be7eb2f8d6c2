import { type CSSProperties, type Ref, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type Figure as ChartFigure, type Draw, figure } from '../charts/figure.ts';

export interface PlotProps {
  /** The text alternative. */
  readonly label: string;
  readonly draw: Draw;
  readonly className?: string;
  /** With a canvas under the SVG. */
  readonly canvas?: boolean;
  /** In units of layout; where the panel's style sheet does not size it. */
  readonly height?: number;
  readonly phoneHeight?: number;
  /** To draw again between renders. */
  readonly ref?: Ref<PlotRef>;
}

export interface PlotRef {
  redraw(): void;
}

/** Where a panel draws: again after each render, and after each change of size and of theme. */
export function Plot({ label, draw, className = '', canvas = false, height, phoneHeight = height, ref }: PlotProps) {
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
  useImperativeHandle(ref, () => ({ redraw: () => made.current?.redraw() }), []);

  const size = height && ({ '--height': height, '--phone-height': phoneHeight } as CSSProperties);
  return <div className={`plot ${size ? 'sized' : ''} ${className}`} style={size || undefined} ref={host} />;
}
