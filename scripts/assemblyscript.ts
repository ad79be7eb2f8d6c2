import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** SIMD, but not relaxed SIMD, whose results differ between machines. */
const OPTIONS = ['--enable', 'simd', '-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='];
const CACHE = '.cache/assemblyscript';
const IMPORT = /\/assembly\/index\.wasm(\?url)?$/;

/**
 * Lets modules import AssemblyScript as WebAssembly: `import url from './assembly/index.wasm?url'` compiles
 * `./assembly/index.ts`, unless its result is there already. A result's name holds the hash of the folder's sources and
 * of the compiler's version and options, so a stale one is never used.
 */
export function assemblyScript(): Plugin {
  let root = '';
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    resolveId: {
      filter: { id: IMPORT },
      async handler(source, importer) {
        const query = IMPORT.exec(source)?.[1] ?? '';
        if (!importer) return null;
        const folder = join(dirname(importer), source.slice(0, source.lastIndexOf('/')));
        for (const file of sourcesOf(folder)) this.addWatchFile(join(folder, file));
        return (await compile(folder, join(root, CACHE))) + query;
      },
    },
    hotUpdate({ file, modules }) {
      if (!file.includes('/assembly/')) return modules;
      // Whoever imports the kernel must resolve it anew.
      this.environment.moduleGraph.invalidateAll();
      this.environment.hot.send({ type: 'full-reload' });
      return [];
    },
  };
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();

/**
 * Compiles `folder`/index.ts into `cache`, unless that has happened before.
 *
 * @returns the path of the result
 * @throws Error with the compiler's messages
 */
export async function compile(folder: string, cache: string): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc');
  const hash = createHash('sha256').update([asc.version, ...OPTIONS].join('\0'));
  for (const file of sourcesOf(folder)) hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  const name = hash.digest('hex').slice(0, 16);
  const result = join(cache, `${name}.wasm`);
  if (existsSync(result)) return result;

  mkdirSync(cache, { recursive: true });
  const entry = join(folder, 'index.ts');
  const unfinished = `${name}.${process.pid}.part`;
  // Paths are relative to the cache: the compiler would prefix absolute ones with its base directory.
  const { error, stderr } = await asc.main([entry, '--baseDir', '/', '--outFile', unfinished, ...OPTIONS], {
    writeFile: (file, contents) => writeFileSync(join(cache, file), contents),
  });
  if (error) {
    rmSync(join(cache, unfinished), { force: true });
    throw new Error(`${entry} does not compile: ${error.message}\n${stderr}`);
  }
  // In one step, so that another process never sees half of it.
  renameSync(join(cache, unfinished), result);
  return result;
}
