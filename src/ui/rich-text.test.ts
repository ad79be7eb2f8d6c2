import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RichText } from './rich-text.tsx';

const html = (text: string) => renderToStaticMarkup(createElement(RichText, { text }));

test('mathematics, small letters and tones become elements', () => {
  expect(html('[kl:KL = *δ*^{2}] at *π*_{old}')).toBe(
    '<span class="c-kl">KL = <i class="m">δ</i><sup>2</sup></span> at <i class="m">π</i><sub>old</sub>',
  );
});

test('the index of an index is a letter of its own, not a glyph too small to read', () => {
  expect(html('*π*_{θₖ}(*a*)')).toBe('<i class="m">π</i><sub>θ<sub>k</sub></sub>(<i class="m">a</i>)');
});
