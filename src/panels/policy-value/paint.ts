import { token } from '../../charts/tokens.ts';
import type { SliceAxis } from '../../engine/envs/environment.ts';
import { type Atlas, type Field, logOdds } from './atlas.ts';
import type { MapLook } from './draw-map.ts';
import type { Room } from './view.ts';

/** The canvas wiped, at the screen's own resolution; null where it shows `key` already, or the browser gives no context. */
export function clearedFor(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  key: string,
): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const shown = `${key} ${width}×${height}@${ratio}`;
  if (canvas.dataset.shows === shown) return null;
  canvas.dataset.shows = shown;
  const [columns, rows] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

interface Plane {
  readonly x: SliceAxis;
  readonly y: SliceAxis;
}

interface Shades {
  readonly colour: string;
  readonly picture: HTMLCanvasElement;
  readonly columns: number;
  readonly rows: number;
}

const shaded = new WeakMap<Float32Array, Shades>();

/** The field in shades of one colour, a pixel a point; kept until another colour is asked for. */
export function shadesOf(
  { x, y }: Plane,
  { field, strength }: Pick<MapLook, 'field' | 'strength'>,
  colour: string,
): Shades {
  const known = shaded.get(field.values);
  if (known?.colour === colour) return known;
  const fine = field.isProbability && !x.isDiscrete ? refined(field, x.count, y.count) : null;
  const [columns, rows] = fine ? [fine.columns, fine.rows] : [x.count, y.count];
  const made = { colour, columns, rows, picture: shades(fine ?? field, columns, rows, colour, strength) };
  shaded.set(field.values, made);
  return made;
}

/** The field in its shades: smooth between the points of a plane, a cell each where it is discrete. */
export function paintField(
  context: CanvasRenderingContext2D,
  plane: Plane,
  look: Pick<MapLook, 'field' | 'strength'>,
  room: Room,
  colour: string,
): void {
  const { x } = plane;
  const { picture, columns, rows } = shadesOf(plane, look, colour);
  const width = room.right - room.left;
  const height = room.bottom - room.top;
  context.save();
  context.beginPath();
  context.rect(room.left, room.top, width, height);
  context.clip();
  context.imageSmoothingEnabled = !x.isDiscrete;
  context.imageSmoothingQuality = 'high';
  // a point stands in the middle of its pixel: on a continuous axis the outermost pixels reach half over the ends
  const [overX, overY] = x.isDiscrete ? [0, 0] : [width / (columns - 1) / 2, height / Math.max(1, rows - 1) / 2];
  const isDown = room.y(1) > room.y(0);
  context.translate(room.left - overX, isDown ? room.top - overY : room.bottom + overY);
  context.scale(1, isDown ? 1 : -1);
  context.drawImage(picture, 0, 0, width + 2 * overX, height + 2 * overY);
  context.restore();
}

/** States of the batch as dots of ink; on a discrete plane they stand apart inside their cell. */
export function paintVisited(
  context: CanvasRenderingContext2D,
  { x, y, visited, rows }: Atlas,
  room: Room,
  u: number,
): void {
  const wide = Math.abs(room.x(1) - room.x(0)) * 0.6;
  const tall = Math.abs(room.y(1) - room.y(0)) * 0.6;
  context.save();
  context.beginPath();
  context.rect(room.left, room.top, room.right - room.left, room.bottom - room.top);
  context.clip();
  context.fillStyle = token('--ink');
  context.globalAlpha = 0.5;
  context.beginPath();
  for (let i = 0; i < rows; i++) {
    const [aside, above] = x.isDiscrete ? [part(i, PHI) * wide, part(i, PHI * PHI) * tall] : [0, 0];
    const px = room.x(visited[y ? 2 * i : i]!) + aside;
    const py = y ? room.y(visited[2 * i + 1]!) + above : room.bottom - 5 * u;
    context.moveTo(px + 1.3 * u, py);
    context.arc(px, py, 1.3 * u, 0, 2 * Math.PI);
  }
  context.fill();
  context.restore();
}

/** Numbers from −½ to ½ that fill a square evenly (Roberts 2018: multiples of the plastic number's inverse). */
const PHI = 0.7548776662466927;
const part = (i: number, by: number): number => ((i * by) % 1) - 0.5;

/** Pixels between two points of a field of probabilities. */
const FINE = 4;

/** The same field on a grid FINE times as fine, between its points by their log-odds: so a steep edge stays a line. */
function refined({ values, range }: Field, width: number, height: number) {
  const odds = Float64Array.from(values, logOdds);
  const [columns, rows] = [(width - 1) * FINE + 1, (height - 1) * FINE + 1];
  const fine = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [left, low] = [
        Math.min(width - 2, Math.floor(column / FINE)),
        Math.min(height - 2, Math.floor(row / FINE)),
      ];
      const [s, t] = [column / FINE - left, row / FINE - low];
      const at = low * width + left;
      const below = odds[at]! + s * (odds[at + 1]! - odds[at]!);
      const above = odds[at + width]! + s * (odds[at + width + 1]! - odds[at + width]!);
      fine[row * columns + column] = 1 / (1 + Math.exp(-(below + t * (above - below))));
    }
  return { values: fine, range, columns, rows };
}

/** One pixel a point. */
function shades(
  { values, range: [low, high] }: Pick<Field, 'values' | 'range'>,
  columns: number,
  rows: number,
  colour: string,
  strength: number,
): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = columns;
  picture.height = rows;
  const context = picture.getContext('2d', { willReadFrequently: true })!;
  // the browser itself reads the colour: any CSS notation will do
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  const image = context.createImageData(columns, rows);
  for (let i = 0, at = 0; i < values.length; i++) {
    const share = high > low ? Math.max(0, Math.min(1, (values[i]! - low) / (high - low))) : 0;
    image.data[at++] = red!;
    image.data[at++] = green!;
    image.data[at++] = blue!;
    image.data[at++] = Math.round(255 * strength * share);
  }
  context.putImageData(image, 0, 0);
  return picture;
}
