import { spawn } from 'node:child_process';

/**
 * Runs one of the installed tools with the output going through, and ends it with all its children after `limit`.
 *
 * @param {string[]} args arguments of node, the tool's script first
 * @param {{ limit: number, env?: Record<string, string | undefined> }} options limit in milliseconds
 * @returns {Promise<{ code: number, timedOut: boolean }>}
 */
export function runNode(args, { limit, env = {} }) {
  return new Promise((resolve) => {
    // A process group of its own, so that browsers and servers end with it.
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...env },
    });
    let timedOut = false;
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      if (child.pid === undefined) return;
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const interrupted = () => {
      end('SIGTERM');
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const timer = setTimeout(() => {
      timedOut = true;
      end('SIGKILL');
    }, limit);
    child.on('close', (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      resolve({ code: code ?? 1, timedOut });
    });
    child.on('error', () => resolve({ code: 1, timedOut }));
  });
}
