import { readFileSync } from 'node:fs';

/**
 * How many tests passed and failed, read from the reports that the tools write. A report that is missing, empty or at
 * odds with the tool's exit code counts as one failure, so that nothing passes by not having run.
 *
 * @typedef {{ passed: number, failed: number }} Tally
 */

/**
 * Vitest's JSON report. A file that could not even be loaded is one failure.
 *
 * @param {string} path
 * @param {number} code
 * @returns {Tally}
 */
export function tallyVitest(path, code) {
  const report = read(path);
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report?.testResults ?? [];
  const unloadable = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return confirm(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + unloadable.length, code);
}

/**
 * Playwright's JSON report. Errors outside tests (a server that did not start, the time limit) are failures too.
 *
 * @param {string} path
 * @param {number} code
 * @returns {Tally}
 */
export function tallyPlaywright(path, code) {
  const { stats, errors } = read(path) ?? { stats: { expected: 0, flaky: 0, unexpected: 0 }, errors: [] };
  return confirm(stats.expected + stats.flaky, stats.unexpected + errors.length, code);
}

/**
 * Our own report: one test a check.
 *
 * @param {string} path
 * @param {number} code
 * @returns {Tally}
 */
export function tallyChecks(path, code) {
  /** @type {{ passed: boolean }[]} */
  const checks = read(path)?.checks ?? [];
  const passed = checks.filter((check) => check.passed).length;
  return confirm(passed, checks.length - passed, code);
}

/**
 * A tool that only says yes or no: one test.
 *
 * @param {number} code
 * @returns {Tally}
 */
export const tallyExit = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} code
 * @returns {Tally}
 */
function confirm(passed, failed, code) {
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
