/** What a panel gives away: its figures as SVG or PNG, its numbers as CSV. */

/** Properties that the style sheet decides and a file must carry itself. */
const INLINED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-variant-numeric',
] as const;

export interface FigureFile {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/**
 * All figures inside `root` as one SVG document, each where it stands on the page, with colours and fonts of the present
 * theme resolved, and canvases as images under their figure.
 */
export function figureFile(root: HTMLElement, margin = 16): FigureFile {
  const hosts = [...root.querySelectorAll<HTMLElement>('.plot')].filter((host) => host.querySelector('svg'));
  const boxes = hosts.map((host) => host.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left) + 2 * margin;
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top) + 2 * margin;
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  const parts = hosts.map((host, i) => {
    const x = boxes[i]!.left - left + margin;
    const y = boxes[i]!.top - top + margin;
    return `<g transform="translate(${x} ${y})">${imageOf(host)}${standalone(host.querySelector('svg')!)}</g>`;
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    ...parts,
    '</svg>',
  ].join('');
  return { svg, width, height };
}

function imageOf(host: HTMLElement): string {
  const canvas = host.querySelector('canvas');
  if (!canvas) return '';
  const { width, height } = canvas.getBoundingClientRect();
  return `<image width="${width}" height="${height}" href="${canvas.toDataURL('image/png')}"/>`;
}

/** The inner markup of a figure, with every computed style that matters written onto its element. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  const copies = copy.querySelectorAll('*');
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const target = copies[i]!;
    for (const name of ['class', 'style', 'tabindex', 'role']) target.removeAttribute(name);
    for (const attribute of [...target.attributes])
      if (/^(aria|data)-/.test(attribute.name)) target.removeAttribute(attribute.name);
    target.setAttribute('style', INLINED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
  });
  for (const unseen of copy.querySelectorAll('[style*="fill:rgba(0, 0, 0, 0)"][style*="stroke:none"]')) unseen.remove();
  return new XMLSerializer()
    .serializeToString(copy)
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
}

/** @throws Error if the browser cannot draw the figure. */
export async function pngOf({ svg, width, height }: FigureFile, scale = 2): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser could not draw the PNG.')))),
  );
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** RFC 4180: comma-separated, CRLF, quotes where needed. Numbers in full precision; null is an empty cell. */
export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: number | string | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function download(name: string, content: Blob | string, type = 'text/plain'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the click has only queued the download
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
