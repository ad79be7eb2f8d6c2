import { pointer, type Selection, select } from 'd3';
import { px } from './tokens.ts';

/** A thing to grab: a disc in its quantity's colour, with carets in the directions in which it moves. */
export interface Handle {
  readonly x: number;
  readonly y: number;
  /** Fill class of its quantity, `f-ink` for the interface's own. */
  readonly fill: string;
  readonly grip: 'x' | 'y' | 'xy' | 'none';
  readonly radius?: number;
  /** What it announces: name, value, and the value in words with its unit. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly valueText: string;
  /** While dragged: where the pointer is, in px of the figure. */
  readonly onDrag: (x: number, y: number) => void;
  /** Once the drag is over. */
  readonly onDrop?: () => void;
  /** Arrow keys: +1 or −1 along each axis (up is +1), ten times as much with shift. */
  readonly onStep: (dx: number, dy: number) => void;
  /** Home (−1) and End (+1). */
  readonly onEnd?: (side: -1 | 1) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const CARETS = { x: [0, 180], y: [90, 270], xy: [0, 90, 180, 270], none: [] } as const;

export function handles(group: SVGGElement, data: readonly Handle[]): void {
  const joined = select(group)
    .selectChildren<SVGGElement, Handle>('g')
    .data(data)
    .join((enter) => enter.append('g').call(build));
  joined
    .attr('transform', ({ x, y }) => `translate(${x} ${y})`)
    .attr('aria-label', ({ label }) => label)
    .attr('aria-valuenow', ({ value }) => value)
    .attr('aria-valuemin', ({ min }) => min)
    .attr('aria-valuemax', ({ max }) => max)
    .attr('aria-valuetext', ({ valueText }) => valueText)
    .each(function (d) {
      const unit = px('--u');
      const radius = d.radius ?? px('--handle-r');
      const self = select<SVGGElement, Handle>(this as SVGGElement);
      self.select('.hit').attr('r', px('--hit') / 2 + 4 * unit);
      self.select('.ring').attr('r', radius + 4 * unit);
      self.select('.dot').attr('r', radius).attr('class', `dot ${d.fill}`);
      self
        .selectChildren<SVGPathElement, number>('.caret')
        .data(CARETS[d.grip])
        .join('path')
        .attr('class', `caret ${d.fill}`)
        .attr('d', `M${radius + 8 * unit} 0l${-3.5 * unit} ${-3 * unit}v${6 * unit}Z`)
        .attr('transform', (angle) => `rotate(${angle})`);
    });
}

/** The parts of a new handle and its listeners, which see the newest datum each time. */
function build(handle: Selection<SVGGElement, Handle, SVGGElement, unknown>): void {
  handle.attr('class', 'handle').attr('tabindex', 0).attr('role', 'slider');
  for (const part of ['hit', 'ring', 'dot']) handle.append('circle').attr('class', part);
  handle
    .on('pointerdown', function (event: PointerEvent) {
      event.preventDefault();
      this.focus({ preventScroll: true });
      this.setPointerCapture(event.pointerId);
    })
    .on('pointermove', function (event: PointerEvent, d) {
      if (!this.hasPointerCapture(event.pointerId)) return;
      const [x, y] = pointer(event, this.ownerSVGElement);
      d.onDrag(x, y);
    })
    .on('pointerup lostpointercapture', function (event: PointerEvent, d) {
      if (event.type === 'pointerup') this.releasePointerCapture(event.pointerId);
      else d.onDrop?.();
    })
    .on('keydown', (event: KeyboardEvent, d) => {
      const arrow = ARROWS[event.key];
      const end = event.key === 'Home' ? -1 : event.key === 'End' ? 1 : 0;
      if (!arrow && !(end && d.onEnd)) return;
      event.preventDefault();
      event.stopPropagation();
      const times = event.shiftKey ? 10 : 1;
      if (arrow) d.onStep(arrow[0] * times, arrow[1] * times);
      else if (end) d.onEnd?.(end);
    });
}
