import { expect, test } from 'vitest';
import { openBackend } from './tf.ts';

test('opened twice at the same moment, a backend is the one that was asked for, both times', async () => {
  const opened = await Promise.all([openBackend('wasm'), openBackend('wasm')]);
  expect(opened.map(({ id, notice }) => ({ id, notice }))).toEqual([
    { id: 'wasm', notice: null },
    { id: 'wasm', notice: null },
  ]);
});
