/** A piece of a label. Markup: `*θ*` italic mathematics, `_{old}` subscript, `^{2}` superscript; all else is plain. */
export interface TextRun {
  readonly kind: 'plain' | 'math' | 'sub' | 'sup';
  readonly text: string;
}

const MARKUP = /\*([^*]+)\*|_\{([^}]*)\}|\^\{([^}]*)\}/g;

/** Splits markup into runs. Never fails: what is not markup (a lone star, an open brace) stays plain text. */
export function parseRichText(markup: string): readonly TextRun[] {
  const runs: TextRun[] = [];
  let end = 0;
  for (const match of markup.matchAll(MARKUP)) {
    if (match.index > end) runs.push({ kind: 'plain', text: markup.slice(end, match.index) });
    const [whole, math, sub, sup] = match;
    if (math !== undefined) runs.push({ kind: 'math', text: math });
    else if (sub !== undefined) runs.push({ kind: 'sub', text: sub });
    else if (sup !== undefined) runs.push({ kind: 'sup', text: sup });
    end = match.index + whole.length;
  }
  if (end < markup.length) runs.push({ kind: 'plain', text: markup.slice(end) });
  return runs;
}

/** The lecture's quantities that have a colour (suffix of the style sheet's classes), and `b` for what is stressed. */
export type Tone = 'old' | 'new' | 'kl' | 'euclid' | 'pos' | 'neg' | 'b';

/** A stretch of rich text in one tone. Markup: `[kl:KL = 0.05]`, `[b:6.6 times]`; not nested. */
export interface TonedText {
  readonly tone: Tone | null;
  readonly markup: string;
}

const TONED = /\[(old|new|kl|euclid|pos|neg|b):([^\]]*)\]/g;

/** Splits a sentence into stretches of one tone, each still in rich-text markup. Never fails. */
export function parseTones(sentence: string): readonly TonedText[] {
  const parts: TonedText[] = [];
  let end = 0;
  for (const match of sentence.matchAll(TONED)) {
    if (match.index > end) parts.push({ tone: null, markup: sentence.slice(end, match.index) });
    parts.push({ tone: match[1] as Tone, markup: match[2]! });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) parts.push({ tone: null, markup: sentence.slice(end) });
  return parts;
}

/** The same label without its markup, for aria-labels, CSV headers and widths: `*π*_{old}` becomes "π old". */
export function plainText(markup: string): string {
  return parseTones(markup)
    .flatMap((part) => parseRichText(part.markup))
    .map(({ kind, text }) => (kind === 'sub' || kind === 'sup' ? ` ${text}` : text))
    .join('');
}
