/**
 * Thousands of dots on a canvas. What has been painted stays: as long as `key` is the same and data has only been appended,
 * a redraw costs the new dots alone.
 */
export interface DotCloud<Datum extends object> {
  readonly data: readonly Datum[];
  /** Place of a dot's centre, in CSS px. */
  readonly x: (datum: Datum) => number;
  readonly y: (datum: Datum) => number;
  /** A resolved CSS colour. */
  readonly colour: string;
  readonly radius: number;
  readonly opacity: number;
  /** Names the scales, the size and the theme. */
  readonly key: string;
}

/** What a canvas shows already: `count` dots, of which the last two are remembered. */
interface Painted {
  count: number;
  last: object | undefined;
  beforeLast: object | undefined;
  readonly key: string;
  /** One colour everywhere; only the alpha tells dots from paper. */
  readonly image: ImageData;
  readonly stamps: readonly Stamp[];
}

const canvases = new WeakMap<HTMLCanvasElement, Painted>();

/** Paints the cloud on a canvas of that size in CSS px, at the screen's own resolution. */
export function dotCloud<Datum extends object>(
  canvas: HTMLCanvasElement,
  cloud: DotCloud<Datum>,
  width: number,
  height: number,
): void {
  const { data, colour, radius, opacity } = cloud;
  const ratio = window.devicePixelRatio || 1;
  const context = canvas.getContext('2d');
  if (!context) return;
  const key = `${cloud.key} ${width}×${height}@${ratio} ${colour} ${radius} ${opacity}`;
  let painted = canvases.get(canvas);
  let from = painted?.key === key ? continuesAt(painted, data) : null;
  if (!painted || from === null) {
    resize(canvas, width, height, ratio);
    const image = blank(canvas, colour, painted?.image);
    const stamps = dotStamps(radius * ratio, opacity);
    painted = { count: 0, last: undefined, beforeLast: undefined, key, image, stamps };
    canvases.set(canvas, painted);
    from = 0;
    if (data.length === 0) context.putImageData(image, 0, 0);
  }
  if (from === data.length) return;
  // blending pixels by hand is an order of magnitude cheaper than a canvas call for each dot
  for (let i = from; i < data.length; i += 1) stamp(painted, cloud.x(data[i]!) * ratio, cloud.y(data[i]!) * ratio);
  context.putImageData(painted.image, 0, 0);
  painted.count = data.length;
  painted.last = data.at(-1);
  painted.beforeLast = data.at(-2);
}

/**
 * The first dot that still has to be painted; null if what is there is not the beginning of the data any more. A list that
 * is thinned replaces its newest item: the dot of the old one stays, for it was true.
 */
function continuesAt({ count, last, beforeLast }: Painted, data: readonly object[]): number | null {
  if (count === 0) return 0;
  if (data[count - 1] === last) return count;
  return count > 1 && data.length >= count && data[count - 2] === beforeLast ? count - 1 : null;
}

/** Gives the canvas that many pixels; only where it has others, for that clears it and takes memory anew. */
function resize(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const [columns, rows] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/** An image of the canvas' size, all of one colour and fully transparent; `before` is wiped where it is as large. */
function blank({ width, height }: HTMLCanvasElement, colour: string, before: ImageData | undefined): ImageData {
  const image = before?.width === width && before.height === height ? before : new ImageData(width, height);
  new Uint32Array(image.data.buffer).fill(transparent(colour));
  return image;
}

const pixels = new Map<string, number>();

/** The colour as a pixel of an image, with no alpha. */
function transparent(colour: string): number {
  let pixel = pixels.get(colour);
  if (pixel === undefined) {
    // the browser itself reads the colour: any CSS notation will do
    const probe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!probe) return 0;
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    const { data } = probe.getImageData(0, 0, 1, 1);
    data[3] = 0;
    pixel = new Uint32Array(data.buffer)[0]!;
    pixels.set(colour, pixel);
  }
  return pixel;
}

/** The pixels that a dot covers, and how much of each. */
interface Stamp {
  readonly size: number;
  /** size × size, from 0 to 1. */
  readonly cover: Float32Array;
}

/** Places inside a pixel that a dot's centre is told apart at, along each axis. */
const PHASES = 4;

/** One stamp for each phase in x and y, x fastest. */
function dotStamps(radius: number, opacity: number): readonly Stamp[] {
  // a pixel whose middle is `radius` + ½ away or more is not touched, wherever in its own pixel the dot's centre lies
  const half = Math.ceil(radius + 1) - 1;
  const size = 2 * half + 1;
  return Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const cx = half + (phase % PHASES) / PHASES;
    const cy = half + Math.floor(phase / PHASES) / PHASES;
    const cover = Float32Array.from({ length: size * size }, (_value, i) => {
      const distance = Math.hypot((i % size) + 0.5 - cx, Math.floor(i / size) + 0.5 - cy);
      // the edge fades over one pixel
      return opacity * Math.max(0, Math.min(1, radius + 0.5 - distance));
    });
    return { size, cover };
  });
}

function stamp({ image: { width, height, data }, stamps }: Painted, x: number, y: number): void {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
  const { size, cover } = stamps[phase]!;
  const half = (size - 1) / 2;
  for (let j = 0; j < size; j += 1) {
    const py = row - half + j;
    if (py < 0 || py >= height) continue;
    for (let i = 0; i < size; i += 1) {
      const px = column - half + i;
      if (px < 0 || px >= width) continue;
      const at = (py * width + px) * 4 + 3;
      data[at] = data[at]! + (255 - data[at]!) * cover[j * size + i]!;
    }
  }
}
