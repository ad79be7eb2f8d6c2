import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

// the contract of all panels is in panels.spec.ts; here is what these two do besides: they train runs of their own

const verdict = (page: Page) => page.locator('.panel-page .verdict');
const workers = (page: Page) => expect.poll(() => page.workers().length, { timeout: 10_000 });

async function savedCsv(page: Page, id: string): Promise<string> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save ${id} as CSV` }).click();
  return readFileSync(await (await arriving).path(), 'utf8');
}

test('rl-vs-sl: after too large steps the supervised policy recovers and the other one does not', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('./#/panel/rl-vs-sl');
  expect(page.workers()).toHaveLength(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 50_000 });
  await expect(verdict(page)).toContainText(
    /USL returns \d+ and has recovered .+ UPG returns \d+ and has not recovered/,
  );
  await workers(page).toBe(0);
  const first = await savedCsv(page, 'rl-vs-sl');
  expect(first.trim().split('\r\n')).toHaveLength(102);

  await test.step('the same seed gives the same curves, whatever was paused', async () => {
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 50_000 });
    expect(await savedCsv(page, 'rl-vs-sl')).toBe(first);
  });

  await test.step('a step size that is dragged meanwhile is taken from the next update on', async () => {
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect(verdict(page)).toContainText(/^After \d+ updates?/);
    await page.getByRole('slider', { name: 'step size', exact: true }).focus();
    await page.keyboard.press('Home');
    await expect(verdict(page)).toContainText('with α = 0.1');
  });

  await test.step('whoever leaves ends the workers', async () => {
    expect(page.workers().length).toBeGreaterThan(0);
    await page.evaluate(() => {
      location.hash = '#/panel';
    });
    await workers(page).toBe(0);
  });
});

test('step-size-cliff: dots land as runs end; stopped, it goes on; the same seeds give the same dots', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('./#/panel/step-size-cliff?steps=5000&seeds=1&ppoClip=false');
  expect(page.workers()).toHaveLength(0);
  await page.getByRole('button', { name: 'Train' }).click();
  const dots = page.locator('[data-layer="runs"] circle');
  await expect.poll(() => dots.count(), { timeout: 40_000 }).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await workers(page).toBe(0);
  const kept = await dots.count();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'All trained' }).waitFor({ timeout: 50_000 });
  expect(kept).toBeLessThanOrEqual(9);
  await expect(dots).toHaveCount(9);
  await workers(page).toBe(0);

  const first = await savedCsv(page, 'step-size-cliff');
  await page.reload();
  await page.getByRole('button', { name: 'Train' }).click();
  await page.getByRole('button', { name: 'All trained' }).waitFor({ timeout: 50_000 });
  expect(await savedCsv(page, 'step-size-cliff')).toBe(first);

  await page.getByRole('slider', { name: 'step size', exact: true }).focus();
  await page.keyboard.press('End');
  await page.getByRole('link', { name: 'REINFORCE', exact: true }).click();
  await expect(page).toHaveURL(/#\/lab\?algo=reinforce&.*learningRate=1(&|$)/);
});
