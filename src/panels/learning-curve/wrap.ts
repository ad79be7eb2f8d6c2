import { plainText } from '../../charts/rich-text.ts';

/** Rich text in lines of at most `width` characters as they are seen; a single word may be longer. Marked-up words stay whole. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && plainText(longer).length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
