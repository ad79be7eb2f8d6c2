import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

test('six updates of one frozen batch are held against each other, and can be read by keys', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = new Lab(page);
  await lab.openAt('panel/same-batch?algo=ppo-clip&seed=2');
  await expect(page.getByRole('button', { name: 'Freeze this batch and compare' })).toBeDisabled();
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(1);
  await page.getByRole('button', { name: 'Freeze this batch and compare' }).click();
  const rows = page
    .locator('.same-batch table')
    .getByRole('row')
    .filter({ has: page.getByRole('button') });
  await expect(rows).toHaveCount(6, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Freeze this batch and compare' })).toBeEnabled({ timeout: 60_000 });

  const reading = page.getByRole('slider', { name: 'Update in sight' });
  const before = await reading.getAttribute('aria-valuetext');
  await reading.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(reading).not.toHaveAttribute('aria-valuetext', before!);
  await expect.poll(() => page.url()).toContain('same-batch.read=');
});
