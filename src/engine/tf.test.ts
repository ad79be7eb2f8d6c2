import { expect, test, vi } from 'vitest';
import { openBackend } from './tf.ts';

test('opened twice at the same moment, a backend is the one that was asked for, both times', async () => {
  const opened = await Promise.all([openBackend('wasm'), openBackend('wasm')]);
  expect(opened.map(({ id, notice }) => ({ id, notice }))).toEqual([
    { id: 'wasm', notice: null },
    { id: 'wasm', notice: null },
  ]);
});

test('a graphics device that is refused gives way to the next backend, with the reason', async () => {
  const requestDevice = () => Promise.reject(new Error('no memory left'));
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => ({ requestDevice }) } });
  const { id, notice } = await openBackend('webgpu').finally(() => vi.unstubAllGlobals());
  expect([id, notice]).toEqual([
    'wasm',
    'WebGPU cannot run here: it could not start (no memory left). WASM runs instead.',
  ]);
});
