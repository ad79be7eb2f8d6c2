import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile } from './assemblyscript.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assemblyscript-'));
  mkdirSync(join(root, 'assembly'));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(join(root, 'assembly', file), text);
const compileIt = () => compile(join(root, 'assembly'), join(root, 'cache'));

async function answer(path: string): Promise<number> {
  const { instance } = await WebAssembly.instantiate(readFileSync(path));
  return (instance.exports as { answer(): number }).answer();
}

describe('AssemblyScript as an import', () => {
  it('is compiled once, and again when a file beside the entry changes', async () => {
    write('index.ts', "export { answer } from './answer';");
    write('answer.ts', 'export function answer(): i32 { return 42; }');
    const first = await compileIt();
    const { mtimeMs } = statSync(first);
    expect(await answer(first)).toBe(42);
    expect(await compileIt()).toBe(first);
    expect(statSync(first).mtimeMs).toBe(mtimeMs);

    write('answer.ts', 'export function answer(): i32 { return 43; }');
    const second = await compileIt();
    expect(second).not.toBe(first);
    expect(await answer(second)).toBe(43);
  });

  it('shows what the compiler has to say, and leaves nothing half done', async () => {
    write('index.ts', 'export function answer(): i32 { return nowhere; }');
    await expect(compileIt()).rejects.toThrow(/index\.ts[\s\S]*nowhere/);
    expect(readdirSync(join(root, 'cache'))).toEqual([]);
  });
});
