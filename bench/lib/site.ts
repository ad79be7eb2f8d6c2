import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { progress } from './report.ts';

/** What the built site is made of. */
const SOURCES = ['index.html', 'public', 'src', 'package.json', 'vite.config.ts'];

export interface Site {
  /** Ends in a slash. */
  readonly address: string;
  close(): Promise<void>;
}

/** The built site, built first where it is missing or older than its sources, on a free port of this machine. */
export async function serveSite(): Promise<Site> {
  if (isStale()) {
    progress('Building the site …');
    await build({ logLevel: 'warn' });
  }
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 4300, strictPort: false } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The site could not be served.');
  return { address, close: () => server.close() };
}

function isStale(): boolean {
  const built = 'dist/index.html';
  return !existsSync(built) || Math.max(...SOURCES.map(newest)) > statSync(built).mtimeMs;
}

/** When a file, or the last changed file below a folder, was changed. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
