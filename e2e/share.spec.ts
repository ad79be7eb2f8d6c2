import { type Browser, expect, type Page, test } from '@playwright/test';
import { Lab } from './lab.ts';

/** Opens the dialog and reads the link in it. */
async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'The link as a QR code' })).toBeVisible();
  return page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
}

/** A browser that has never been here. */
async function freshLab(browser: Browser, link: string): Promise<Lab> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  const lab = new Lab(page);
  await expect(lab.status).toHaveAttribute('data-state', 'idle', { timeout: 30_000 });
  return lab;
}

test('a copied link gives a fresh profile the same experiment, to the last digit', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new Lab(page);
  await lab.open(
    'algo=trpo&env=CartPole-v1&seed=11&delta=0.02&hidden=32&totalSteps=20480&panels=env-view,learning-curve&hide=env,seed',
  );
  await lab.runToTheEnd();
  await sharedLink(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('It is on the clipboard.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await freshLab(browser, link);
  for (const what of ['algo', 'env', 'seed', 'backend']) expect(await other.value(what)).toBe(await lab.value(what));
  expect(await other.page.locator('.cell .panel-id').allTextContents()).toEqual(
    await page.locator('.cell .panel-id').allTextContents(),
  );
  for (const hidden of ['Environment', 'seed'])
    await expect(other.page.locator('.settings').getByText(hidden, { exact: true })).toHaveCount(0);
  expect(await other.runToTheEnd()).toBe(await lab.value('fingerprint'));
  expect(Number(await other.value('iteration'))).toBeGreaterThanOrEqual(20);
});

test('a run that was edited midway says that its link will not repeat it', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('algo=ppo-clip&env=CartPole-v1&seed=1&totalSteps=10000000');
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(1);
  await page.getByRole('textbox', { name: /clip range/ }).fill('0.3');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(2);
  await sharedLink(page);
  await expect(page.getByRole('dialog')).toContainText('This run was edited midway');
  await expect(page.getByRole('dialog')).toContainText('clip range 0.3');
});

test('real asynchronous workers are said never to run the same way twice', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('algo=a3c&env=CartPole-v1&seed=1&mode=workers&nWorkers=2');
  await sharedLink(page);
  await expect(page.getByRole('dialog')).toContainText('not this curve again');
});

test('a figure without a run is shared as it stands, for a room or for another page', async ({ page }) => {
  await page.goto('./#/panel/sigmoid-step?thetaOld=4&thetaNew=2');
  const link = await sharedLink(page);
  expect(link).toMatch(/#\/panel\/sigmoid-step\?thetaOld=4&thetaNew=2$/);
  const frame = await page.getByRole('textbox', { name: 'For a page of your own' }).inputValue();
  expect(frame).toContain('thetaNew=2&amp;embed"');
});
