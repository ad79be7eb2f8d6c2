import { createElement, Fragment, type ReactNode } from 'react';
import { parseRichText, parseTones, type TextRun } from '../charts/rich-text.ts';

/**
 * A label in rich-text markup as HTML: `*θ*` italic mathematics, `_{old}` subscript, `^{2}` superscript; `[kl:…]` in the
 * colour of a quantity, `[b:…]` stressed.
 */
export function RichText({ text }: { readonly text: string }): ReactNode {
  // spread, not listed: runs have no identity that a key could name
  const parts = parseTones(text).map(({ tone, markup }) => {
    const runs = parseRichText(markup).map(toElement);
    if (tone === null) return createElement(Fragment, null, ...runs);
    return tone === 'b'
      ? createElement('b', null, ...runs)
      : createElement('span', { className: `c-${tone}` }, ...runs);
  });
  return createElement(Fragment, null, ...parts);
}

/** A sentence of the engine's, which speaks plain text: its "U^PG" in rich-text markup. */
export const withSymbols = (sentence: string): string => sentence.replace(/\b([A-Z])\^([A-Z]+)\b/g, '*$1*^{$2}');

function toElement({ kind, text }: TextRun): ReactNode {
  if (kind === 'plain') return text;
  if (kind === 'math') return createElement('i', { className: 'm' }, text);
  // the index of an index, as in π_{θₖ}: its own glyph would be too small to read
  const [outer, inner] = kind === 'sub' ? text.split('ₖ') : [text];
  return createElement(kind, null, outer, inner === undefined ? null : createElement('sub', null, 'k'), inner);
}
