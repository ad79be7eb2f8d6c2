import { readFileSync } from 'node:fs';

/**
 * Reads how many tests passed and failed from the reports that the tools write.
 *
 * @typedef {{ passed: number, failed: number }} Tally
 */

/** @param {string} path @returns {any} */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** A report that is missing, empty or at odds with the exit code counts as one failure. */
/** @param {Tally} tally @param {number} code @returns {Tally} */
function confirm({ passed, failed }, code) {
  const broken = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed };
}

/** Vitest's JSON reporter. A file that could not even be loaded is one failure. */
/** @param {string} path @param {number} code @returns {Tally} */
export function tallyVitest(path, code) {
  const report = read(path);
  if (!report) return confirm({ passed: 0, failed: 0 }, code);
  const unloadable = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  ).length;
  return confirm({ passed: report.numPassedTests, failed: report.numFailedTests + unloadable }, code);
}

/** Playwright's JSON reporter. Errors outside tests (a server that did not start, the time limit) are failures. */
/** @param {string} path @param {number} code @returns {Tally} */
export function tallyPlaywright(path, code) {
  const report = read(path);
  if (!report) return confirm({ passed: 0, failed: 0 }, code);
  const { expected, flaky, unexpected } = report.stats;
  return confirm({ passed: expected + flaky, failed: unexpected + report.errors.length }, code);
}

/** One check a line of our own report. */
/** @param {string} path @param {number} code @returns {Tally} */
export function tallyChecks(path, code) {
  const checks = read(path)?.checks ?? [];
  const passed = checks.filter((/** @type {any} */ check) => check.passed).length;
  return confirm({ passed, failed: checks.length - passed }, code);
}

/** @param {number} code @returns {Tally} */
export const tallyExit = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
