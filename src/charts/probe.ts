import { pointer, select } from 'd3';

/** An area of a figure whose values can be read, by pointer or, once focused, by arrow keys. */
export interface Probe {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What it announces: what is read, and the reading in words. */
  readonly label: string;
  readonly valueText: string;
  /** The pointer's place in px of the figure; null once it has left. */
  readonly onPoint: (at: readonly [x: number, y: number] | null) => void;
  /** A click or a tap. */
  readonly onPick?: (x: number, y: number) => void;
  /** Arrow keys: +1 or −1, ten times as much with shift. */
  readonly onStep: (by: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

export function probes(group: SVGGElement, data: readonly Probe[]): void {
  select(group)
    .selectChildren<SVGRectElement, Probe>('rect')
    .data(data)
    .join((enter) =>
      enter
        .append('rect')
        .attr('class', 'probe')
        .attr('tabindex', 0)
        .attr('role', 'slider')
        .on('pointermove pointerdown', function (event: PointerEvent, d) {
          d.onPoint(pointer(event, this.ownerSVGElement));
        })
        .on('click', function (event: PointerEvent, d) {
          const [x, y] = pointer(event, this.ownerSVGElement);
          d.onPick?.(x, y);
        })
        .on('pointerleave', (_event, d) => d.onPoint(null))
        .on('blur', (_event, d) => d.onPoint(null))
        .on('keydown', (event: KeyboardEvent, d) => {
          const step = STEPS[event.key];
          if (event.key === 'Escape') d.onPoint(null);
          if (step === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          d.onStep(step * (event.shiftKey ? 10 : 1));
        }),
    )
    .attr('x', (d) => d.x)
    .attr('y', (d) => d.y)
    .attr('width', (d) => Math.max(0, d.width))
    .attr('height', (d) => Math.max(0, d.height))
    .attr('aria-label', (d) => d.label)
    .attr('aria-valuenow', 0)
    .attr('aria-valuetext', (d) => d.valueText);
}
