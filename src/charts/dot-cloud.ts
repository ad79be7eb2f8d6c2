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

/** What a canvas shows already. */
interface Painted {
  count: number;
  last: object | undefined;
  key: string;
  sprite: HTMLCanvasElement | null;
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
  const key = `${cloud.key} ${width}×${height}@${ratio} ${colour} ${radius} ${opacity}`;
  let painted = canvases.get(canvas);
  const grew =
    painted?.key === key &&
    painted.count <= data.length &&
    (painted.count === 0 || data[painted.count - 1] === painted.last);
  if (!painted || !grew) {
    // setting a canvas' size clears it
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    painted = { count: 0, last: undefined, key, sprite: painted?.key === key ? painted.sprite : null };
    canvases.set(canvas, painted);
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  painted.sprite ??= dotSprite(radius * ratio, colour);
  const half = painted.sprite.width / 2;
  context.globalAlpha = opacity;
  for (const datum of data.slice(painted.count))
    context.drawImage(painted.sprite, cloud.x(datum) * ratio - half, cloud.y(datum) * ratio - half);
  painted.count = data.length;
  painted.last = data.at(-1);
}

/** One dot, painted once and stamped often: an order of magnitude cheaper than an arc each. */
function dotSprite(radius: number, colour: string): HTMLCanvasElement {
  const sprite = document.createElement('canvas');
  const size = Math.ceil(radius * 2) + 2;
  sprite.width = size;
  sprite.height = size;
  const context = sprite.getContext('2d');
  if (context) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(size / 2, size / 2, radius, 0, 2 * Math.PI);
    context.fill();
  }
  return sprite;
}
