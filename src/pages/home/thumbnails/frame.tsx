import { range, scaleLinear } from 'd3';
import type { ReactNode } from 'react';
import { pathOf } from '../../../charts/paths.ts';

/** A thumbnail's own px. */
export const WIDTH = 160;
export const HEIGHT = 84;
const EDGE = 4;
const FOOT = 8;

/** Every thumbnail is computed: a small figure without words. */
export function Thumbnail({ children }: { readonly children: ReactNode }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {children}
    </svg>
  );
}

export const acrossScale = (from: number, to: number) => scaleLinear([from, to], [EDGE, WIDTH - EDGE]);
export const upScale = (from: number, to: number) => scaleLinear([from, to], [HEIGHT - FOOT, FOOT]);

export const Ground = () => <line className="hair" x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />;

interface CurveProps {
  readonly of: (x: number) => number;
  readonly from: number;
  readonly to: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly className: string;
}

/** y = of(x), as a line. */
export function Curve({ of, from, to, x, y, className }: CurveProps) {
  const points = range(61).map((i): [number, number] => {
    const at = from + ((to - from) * i) / 60;
    return [x(at), y(of(at))];
  });
  return <path className={className} d={pathOf(points)} />;
}

export const Dot = ({ x, y, r = 3.5, className }: { x: number; y: number; r?: number; className: string }) => (
  <circle className={className} cx={x} cy={y} r={r} />
);
