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

/**
 * A label of several runs wears its halo beneath it, as a text of its own: a halo is painted run by run, and each would
 * cover the end of the run before.
 */
export function labels(group: SVGGElement, data: readonly Label[]): void {
  const torn = data.filter((label) => isHaloed(label) && parseRichText(label.text).length > 1);
  select(group)
    .selectChildren<SVGGElement, unknown>('.halos')
    .data(torn.length > 0 ? [null] : [])
    .join((enter) => enter.insert('g', ':first-child').attr('class', 'halos').attr('aria-hidden', 'true'))
    .each(function () {
      texts(this, torn, (label) => `${label.class} under`);
    });
  const beneath = new Set(torn);
  texts(group, data, (label) =>
    beneath.has(label) ? label.class!.replace(HALO, '').trim() || null : (label.class ?? null),
  );
}

const HALO = /\bhalo\b/;

const isHaloed = (label: Label): boolean => label.class !== undefined && HALO.test(label.class);

function texts(group: SVGGElement, data: readonly Label[], classOf: (label: Label) => string | null): void {
  select(group)
    .selectChildren<SVGTextElement, Label>('text')
    .data(data)
    .join('text')
    .each(function (d) {
      const { x, y, anchor = 'start', style = null } = d;
      setAttributes(this as Element, { x, y, 'text-anchor': anchor, class: classOf(d), style });
      write(this as SVGTextElement, d.text);
    });
}

/** A symbol by itself, as in π_θ: mathematics also in small letters. */
const GREEK = /^[α-ω]$/;

const written = new WeakMap<SVGTextElement, string>();

/** Shift of the baseline and size of small letters, in em of the label: at 12 px they keep 10.5 px. */
const SMALL = 0.88;
const SHIFT = { plain: 0, math: 0, sub: 0.26, sup: -0.36 } as const;

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
