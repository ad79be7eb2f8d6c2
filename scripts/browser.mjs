import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Chromium or Chrome on this machine: $CHROMIUM_PATH, or the first on PATH.
 *
 * @param {(path: string) => boolean} accept
 * @returns {string | undefined} undefined for Playwright's own.
 */
export function findBrowser(accept = isExecutable) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM_PATH, ...candidates].find((path) => path && accept(path)) || undefined;
}

/**
 * Finds a browser that starts, or installs one: Debian's Chromium where there is apt and root, otherwise Playwright's own.
 *
 * @returns {string | undefined} its path; undefined for Playwright's own.
 * @throws Error if none could be installed.
 */
export function installBrowser() {
  const found = findBrowser(starts);
  if (found) return found;
  if (process.getuid?.() === 0 && succeeds('apt-get', ['--version'], 'ignore')) {
    console.log('Installing Chromium …');
    succeeds('apt-get', ['update', '-q']);
    succeeds('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation']);
    const installed = findBrowser(starts);
    if (installed) return installed;
  }
  console.log("Installing Playwright's Chromium …");
  if (!succeeds('npx', ['playwright', 'install', 'chromium'])) throw new Error('No browser could be installed.');
  return undefined;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Some distributions put a script there that only tells one to install something else. @param {string} path */
const starts = (path) => isExecutable(path) && succeeds(path, ['--version'], 'ignore');

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} output
 */
function succeeds(command, args, output = 'inherit') {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { env, shell, stdio: ['ignore', output, output], timeout: 300_000 }).status === 0;
}
