import { select } from 'd3';
import { setAttributes } from './attributes.ts';
import { parseRichText } from './rich-text.ts';

/** A label in rich-text markup, its baseline at y. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly class?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly style?: string;
}

export function labels(group: SVGGElement, data: readonly Label[]): void {
  select(group)
    .selectChildren<SVGTextElement, Label>('text')
    .data(data)
    .join('text')
    .each(function (d) {
      const { x, y, anchor = 'start', style = null } = d;
      setAttributes(this as Element, { x, y, 'text-anchor': anchor, class: d.class ?? null, style });
      write(this as SVGTextElement, d.text);
    });
}

/** A symbol by itself, as in π_θ: mathematics also in small letters. */
const GREEK = /^[α-ω]$/;

const written = new WeakMap<SVGTextElement, string>();

/** Shift of the baseline and size of small letters, in em of the label. */
const SMALL = 0.74;
const SHIFT = { plain: 0, math: 0, sub: 0.28, sup: -0.42 } as const;

/** Fills a text element with the runs of its markup; does nothing if it holds them already. */
function write(node: SVGTextElement, markup: string): void {
  if (written.get(node) === markup) return;
  written.set(node, markup);
  let baseline = 0;
  const spans = parseRichText(markup).map(({ kind, text }) => {
    const span = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
    span.textContent = text;
    const small = kind === 'sub' || kind === 'sup';
    if (kind === 'math' || GREEK.test(text)) span.setAttribute('class', 'mi');
    if (small) span.style.fontSize = `${SMALL}em`;
    const move = SHIFT[kind] - baseline;
    // dy is measured in the span's own em, which .mi and small letters change
    if (move !== 0) span.setAttribute('dy', `${(move / (small ? SMALL : kind === 'math' ? 1.1 : 1)).toFixed(2)}em`);
    baseline = SHIFT[kind];
    return span;
  });
  node.replaceChildren(...spans);
}
