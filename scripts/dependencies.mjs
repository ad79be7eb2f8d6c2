import { spawnSync } from 'node:child_process';
import { lstatSync, statSync } from 'node:fs';

const modified = (/** @type {string} */ path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether what is installed is at least as new as the lock file. */
export const dependenciesAreCurrent = () =>
  modified('node_modules/.package-lock.json') >= modified('package-lock.json');

/**
 * Installs what package-lock.json names, where that has not happened yet.
 *
 * @throws Error if npm fails, or if `node_modules` is a link: npm would empty the folder that it leads to, which is another
 * checkout's.
 */
export function installDependencies() {
  if (dependenciesAreCurrent()) return;
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(
      'node_modules is a link and older than package-lock.json: install where it leads to, or remove it.',
    );
  console.error('Installing dependencies …');
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!npm(['ci', ...quiet]) && !npm(['install', ...quiet])) throw new Error('npm could not install the dependencies.');
}

/** @param {string[]} args */
function npm(args) {
  // Its words go to stderr: stdout belongs to what is asked for. On Windows npm is a batch file, which only a shell can start.
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  return status === 0;
}
