import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tallyChecks, tallyExit, tallyPlaywright, tallyVitest } from './tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(contents: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return path;
}

describe('Vitest', () => {
  const failedFile = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
  const unloadable = { status: 'failed', assertionResults: [] };

  it('counts tests, and a file that could not be loaded', () => {
    const path = write({ numPassedTests: 7, numFailedTests: 1, testResults: [failedFile, unloadable] });
    expect(tallyVitest(path, 1)).toEqual({ passed: 7, failed: 2 });
  });

  it('takes no test at all for a failure', () => {
    expect(tallyVitest(write({ numPassedTests: 0, numFailedTests: 0, testResults: [] }), 0).failed).toBe(1);
  });

  it('believes the exit code where the report shows nothing wrong', () => {
    const path = write({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
    expect(tallyVitest(path, 0)).toEqual({ passed: 7, failed: 0 });
    expect(tallyVitest(path, 1)).toEqual({ passed: 7, failed: 1 });
  });
});

describe('Playwright', () => {
  it('counts tests, and errors outside them', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };
    expect(tallyPlaywright(write({ stats, errors: [{ message: 'time limit' }] }), 1)).toEqual({ passed: 5, failed: 3 });
  });
});

describe('checks and exit codes', () => {
  it('counts one a check', () => {
    const path = write({ checks: [{ passed: true }, { passed: false }, { passed: true }] });
    expect(tallyChecks(path, 1)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts one a tool', () => {
    expect(tallyExit(0)).toEqual({ passed: 1, failed: 0 });
    expect(tallyExit(2)).toEqual({ passed: 0, failed: 1 });
  });
});

it.each([tallyVitest, tallyPlaywright, tallyChecks])('%o takes a missing or broken report for a failure', (tally) => {
  expect(tally(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
  expect(tally(write('{ "num'), 0)).toEqual({ passed: 0, failed: 1 });
});
