// `npm test`: installs what is missing, then checks everything, and ends with the line "N passed, N failed".
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installBrowser } from './browser.mjs';
import { runNode } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { tallyChecks, tallyExit, tallyPlaywright, tallyVitest } from './tally.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));

const MINUTE = 60_000;
/** All of it ends within this, installation included, however many tests there are. */
const DEADLINE = Date.now() + 29 * MINUTE;

const tool = (/** @type {string} */ path) => `node_modules/${path}`;
const report = (/** @type {string} */ name) => `.cache/test/${name}.json`;

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {object} Stage
 * @property {string} name
 * @property {string[]} command
 * @property {number} [minutes] how long it may take
 * @property {(code: number) => Tally} tally
 * @property {string} [needs] the stage without which it makes no sense
 * @property {Record<string, string | undefined>} [env]
 */

/** @type {(browser: string | undefined, port: number) => Stage[]} */
const stages = (browser, port) => [
  { name: 'types', command: [tool('@typescript/native/bin/tsc'), '--noEmit'], tally: tallyExit },
  {
    name: 'lint',
    command: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
    tally: tallyExit,
  },
  {
    name: 'import directions',
    command: [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'src',
      'e2e',
      'bench',
    ],
    tally: tallyExit,
  },
  {
    name: 'unit tests',
    command: [
      tool('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report('unit')}`,
    ],
    minutes: 12,
    tally: (code) => tallyVitest(report('unit'), code),
  },
  { name: 'build', command: [tool('vite/bin/vite.js'), 'build'], tally: tallyExit },
  {
    name: 'size budget',
    needs: 'build',
    command: ['scripts/size-budget.mjs', '--json', report('size')],
    tally: (code) => tallyChecks(report('size'), code),
  },
  {
    name: 'end-to-end tests',
    needs: 'build',
    command: [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    minutes: 22,
    env: { CHROMIUM_PATH: browser, E2E_PORT: String(port), PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e') },
    tally: (code) => tallyPlaywright(report('e2e'), code),
  },
];

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

/** @param {Stage} stage @returns {Promise<Tally>} */
async function run({ command, minutes = 5, tally, env }) {
  const limit = Math.max(0, Math.min(minutes * MINUTE, DEADLINE - Date.now()));
  const { code, timedOut } = await runNode(command, { limit, env });
  if (!timedOut) return tally(code);
  console.log(`\nStopped: the limit of ${(limit / MINUTE).toFixed(1)} minutes is exceeded.`);
  const { passed, failed } = tally(code);
  return { passed, failed: Math.max(1, failed) };
}

/** What cannot be installed fails in the stages that need it: the others still tell what they find. */
function attempt(/** @type {() => string | undefined | void} */ install) {
  try {
    return install() ?? undefined;
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

attempt(installDependencies);
const browser = attempt(installBrowser);
rmSync('.cache/test', { recursive: true, force: true });
mkdirSync('.cache/test', { recursive: true });

/** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
const results = [];
for (const stage of stages(browser, await freePort())) {
  console.log(`\n── ${stage.name} ${'─'.repeat(Math.max(0, 76 - stage.name.length))}`);
  const begin = Date.now();
  const missing = results.find(({ name, failed }) => name === stage.needs && failed > 0);
  if (missing) console.log(`Not run: there is no ${missing.name}.`);
  const tally = missing ? { passed: 0, failed: 1 } : await run(stage);
  const seconds = (Date.now() - begin) / 1000;
  console.log(`${stage.name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds.toFixed(1)} s`);
  results.push({ name: stage.name, ...tally, seconds });
}

const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
console.log(`\n── summary ${'─'.repeat(69)}`);
for (const { name, passed, failed, seconds } of results)
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(20)}${String(passed).padStart(6)} passed${String(failed).padStart(5)} failed${seconds.toFixed(1).padStart(8)} s`,
  );
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
