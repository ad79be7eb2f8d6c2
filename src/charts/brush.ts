import { pointer, select } from 'd3';

/** Marks a stretch of a horizontal axis, by a drag over an area that can also be read. */
export interface Brush {
  /** While dragged: from where to where, in px of the figure; null once it is given up. */
  readonly onBrush: (stretch: readonly [from: number, to: number] | null) => void;
  /** Let go: the stretch is meant. */
  readonly onDone: (from: number, to: number) => void;
  /** Double click, 0 or Escape: everything again. */
  readonly onReset: () => void;
  /** Plus (+1) and minus (−1). */
  readonly onCloser: (side: 1 | -1) => void;
  /** Page down (+1) and page up (−1). */
  readonly onSlide: (side: 1 | -1) => void;
}

/** Px that a pointer moves before it is a drag. */
const DRAG = 4;

const KEYS: Readonly<Record<string, (brush: Brush) => void>> = {
  '+': ({ onCloser }) => onCloser(1),
  '=': ({ onCloser }) => onCloser(1),
  '-': ({ onCloser }) => onCloser(-1),
  '−': ({ onCloser }) => onCloser(-1),
  '0': ({ onReset }) => onReset(),
  Escape: ({ onReset }) => onReset(),
  PageDown: ({ onSlide }) => onSlide(1),
  PageUp: ({ onSlide }) => onSlide(-1),
};

interface Drag {
  readonly x: number;
  isDrag: boolean;
}

/** The newest brush of each area: listeners stay, for one that is replaced while its event is under way is not called. */
const newest = new WeakMap<SVGElement, Brush>();
/** Where the pointer that is down on an area came down. */
const begun = new WeakMap<SVGElement, Drag>();

/** Listens on an area that stands there already, a probe's for one; called again, the new brush takes over. */
export function brushOn(area: SVGElement, brush: Brush): void {
  const isNew = !newest.has(area);
  newest.set(area, brush);
  if (!isNew) return;
  const current = () => newest.get(area)!;
  const giveUp = () => {
    if (end(area)) current().onBrush(null);
  };
  select(area)
    .on('pointerdown.brush', (event: PointerEvent) => {
      if (event.button === 0) begun.set(area, { x: pointer(event, area)[0], isDrag: false });
    })
    .on('pointermove.brush', (event: PointerEvent) => {
      const drag = begun.get(area);
      if (!drag) return;
      const [x] = pointer(event, area);
      if (!drag.isDrag && Math.abs(x - drag.x) < DRAG) return;
      if (!drag.isDrag) area.setPointerCapture(event.pointerId);
      drag.isDrag = true;
      current().onBrush([drag.x, x]);
    })
    .on('pointerup.brush', (event: PointerEvent) => {
      const drag = end(area);
      if (drag) current().onDone(drag.x, pointer(event, area)[0]);
    })
    .on('pointercancel.brush', giveUp)
    .on('dblclick.brush', () => current().onReset())
    .on('keydown.brush', (event: KeyboardEvent) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
      act(current());
    });
}

/** The pointer is up: the drag that it made, if it made one. */
function end(area: SVGElement): Drag | null {
  const drag = begun.get(area);
  begun.delete(area);
  return drag?.isDrag ? drag : null;
}
