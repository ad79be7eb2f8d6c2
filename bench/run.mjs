// `node bench/run.mjs NAME [ARGUMENTS]` bundles bench/NAME.ts for Node and runs it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../scripts/dependencies.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

const [name = '', ...options] = process.argv.slice(2);
if (!/^[a-z]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  console.error(`There is no benchmark "${name}"; see bench/README.md.`);
  process.exit(2);
}
installDependencies();

// Not before it is installed.
const { build } = await import('vite');
await build({
  logLevel: 'warn',
  // The modules that browsers get, in one file; what drives a browser stays outside.
  ssr: { noExternal: true, external: ['@playwright/test', 'playwright', 'playwright-core', 'vite'] },
  build: {
    ssr: `bench/${name}.ts`,
    outDir: '.cache/bench',
    emptyOutDir: false,
    copyPublicDir: false,
    manifest: false,
    minify: false,
    sourcemap: true,
    target: 'node20',
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
  },
});

const child = spawn(process.execPath, ['--enable-source-maps', `.cache/bench/${name}.mjs`, ...options], {
  stdio: 'inherit',
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
