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

/** The same label without its markup, for aria-labels, CSV headers and widths: `*π*_{old}` becomes "π old". */
export function plainText(markup: string): string {
  return parseRichText(markup)
    .map(({ kind, text }) => (kind === 'sub' || kind === 'sup' ? ` ${text}` : text))
    .join('');
}
