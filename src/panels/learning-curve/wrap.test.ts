import { expect, test } from 'vitest';
import { wrapped } from './wrap.ts';

test('a sentence breaks between words, by what is seen of them', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('KL(*π*_{old} ‖ *π*_{new}) was', 20)).toEqual(['KL(*π*_{old} ‖ *π*_{new})', 'was']);
  expect(wrapped('extraordinarily long', 5)).toEqual(['extraordinarily', 'long']);
});
