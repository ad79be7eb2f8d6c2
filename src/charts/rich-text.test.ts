import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRichText, plainText } from './rich-text.ts';

describe('parseRichText', () => {
  it('splits mathematics, subscripts and superscripts from plain text', () => {
    expect(parseRichText('*r*_{t} ← *L*^{CLIP}(θ)')).toEqual([
      { kind: 'math', text: 'r' },
      { kind: 'sub', text: 't' },
      { kind: 'plain', text: ' ← ' },
      { kind: 'math', text: 'L' },
      { kind: 'sup', text: 'CLIP' },
      { kind: 'plain', text: '(θ)' },
    ]);
  });

  it('leaves unfinished markup as it is', () => {
    expect(parseRichText('2 * 3, x_{')).toEqual([{ kind: 'plain', text: '2 * 3, x_{' }]);
  });

  it('loses no character of text without markup', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[*_^]/.test(text)),
        (text) => plainText(text) === text,
      ),
    );
  });
});

describe('plainText', () => {
  it('reads a label aloud', () => {
    expect(plainText('KL(*π*_{old} ‖ *π*)')).toBe('KL(π old ‖ π)');
    expect(plainText('*L*^{CLIP}(*θ*)')).toBe('L CLIP(θ)');
  });
});
