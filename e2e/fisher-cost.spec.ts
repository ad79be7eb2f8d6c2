import { expect, test } from '@playwright/test';
import { EXACT_PANEL_SPECS } from '../src/panels/specs.ts';
import { errorsOf, expectAccessible } from './checks.ts';

// the contract of all panels is in panels.spec.ts; here is what only this one does: it measures, and only when asked
test.skip(!EXACT_PANEL_SPECS.some(({ id }) => id === 'fisher-cost'), 'the panel is not there');

test('fisher-cost measures in a worker when asked, and says what it found', async ({ page }) => {
  const errors = errorsOf(page);
  await page.goto('./#/panel/fisher-cost?widest=64');
  const verdict = page.locator('.panel-page .verdict');
  await expect(verdict).toContainText('Measure will tell');
  expect(page.workers()).toHaveLength(0);

  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 45_000 });
  await expect(verdict).toContainText(/factorising it takes .+ by the fitted slope and 340 MB; ten products F v take/);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(page.url()).toMatch(/#\/panel\/fisher-cost\?widest=64$/);
  await expectAccessible(page);

  // what was measured survives a change of view, and another measurement can be stopped
  await page.getByRole('button', { name: '8 units' }).click();
  await expect(verdict).toContainText(/^With n = 130 parameters, writing F down and factorising it takes/);
  await expect(verdict).not.toContainText('fitted slope');
  await page.getByRole('button', { name: 'Measure again' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: /^Measure/ })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
  expect(errors).toEqual([]);
});
