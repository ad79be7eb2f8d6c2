import { forgetTokens, onThemeChange, px } from './tokens.ts';

/** What a draw function gets: nodes to draw into and the room there is, in CSS px. */
export interface Frame {
  readonly svg: SVGSVGElement;
  /** Under the SVG, where the figure asked for one. */
  readonly canvas: HTMLCanvasElement | null;
  readonly width: number;
  readonly height: number;
  /** The unit of layout, `--u`: 1 on a desk, more on a wall. Lengths are multiples of it. */
  readonly u: number;
  /** Size of figure text in px. */
  readonly em: number;
  /** Grows with every change of theme: what was painted with old colours is stale. */
  readonly theme: number;
  /** Draws once more: after a pointer or a key changed what is shown. */
  readonly redraw: () => void;
}

export type Draw = (frame: Frame) => void;

export interface Figure {
  readonly svg: SVGSVGElement;
  redraw(): void;
  remove(): void;
}

export interface FigureOptions {
  /** The text alternative. */
  readonly label: string;
  /** With a canvas below the SVG, for thousands of dots. */
  readonly canvas?: boolean;
}

/** Draws at the host's own size; again whenever that or the theme changes, and on `redraw`. */
export function figure(host: HTMLElement, draw: Draw, { label, canvas: wantsCanvas = false }: FigureOptions): Figure {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('role', 'group');
  svg.setAttribute('aria-label', label);
  const canvas = wantsCanvas ? document.createElement('canvas') : null;
  if (canvas) {
    canvas.setAttribute('aria-hidden', 'true');
    canvas.className = 'plot-canvas';
    host.append(canvas);
  }
  host.append(svg);

  let size = { width: 0, height: 0 };
  let theme = 0;
  const redraw = () => {
    if (size.width > 0 && size.height > 0)
      draw({ svg, canvas, ...size, u: px('--u') || 1, em: px('--fs-tick'), theme, redraw });
  };
  const measure = () => {
    const measured = { width: host.clientWidth, height: host.clientHeight };
    if (measured.width === size.width && measured.height === size.height) return;
    size = measured;
    forgetTokens();
    svg.setAttribute('height', String(size.height));
    svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    redraw();
  };
  const resize = new ResizeObserver(measure);
  resize.observe(host);
  const forgetTheme = onThemeChange(() => {
    theme += 1;
    redraw();
  });
  measure();
  return {
    svg,
    redraw,
    remove() {
      resize.disconnect();
      forgetTheme();
      svg.remove();
      canvas?.remove();
    },
  };
}
