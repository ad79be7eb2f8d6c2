import { describe, expect, it } from 'vitest';
import { KERNEL_CHECKSUM, kernelChecksum } from './checksum.ts';
import { loadKernel } from './load.ts';

describe('loading the kernel', () => {
  it('works here, and instances do not share memory', async () => {
    const { kernel, notice } = await loadKernel();
    expect(notice).toBeNull();
    const [one, other] = [kernel!.instantiate(), kernel!.instantiate()];
    one.floats(4).values.fill(3);
    expect([...other.floats(4).values]).toEqual([0, 0, 0, 0]);
  });

  it('says so where the engine does not accept the file, as one without SIMD would', async () => {
    // A valid header, then a section that does not exist.
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 99, 1, 0]);
    const { kernel, notice } = await loadKernel(async () => bytes);
    expect(kernel).toBeNull();
    expect(notice).toMatch(/needs WebAssembly SIMD/);
  });

  it('says why where the file does not arrive', async () => {
    const { kernel, notice } = await loadKernel(async () => {
      throw new Error('404 Not Found');
    });
    expect(kernel).toBeNull();
    expect(notice).toMatch(/404 Not Found/);
  });
});

describe('the checksum over a small training', () => {
  it('is the same in every engine, and so here', async () => {
    expect(await kernelChecksum()).toBe(KERNEL_CHECKSUM);
    expect(await kernelChecksum()).toBe(await kernelChecksum());
  });
});
