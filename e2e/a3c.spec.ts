import { expect, type Page, test, type Worker } from '@playwright/test';
import { Lab } from './lab.ts';

const LINK = 'algo=a3c&env=CartPole-v1&seed=3&mode=workers&nWorkers=2&panels=pseudo-code,learning-curve';

/** The training worker is there before anything trains; all others are the ones that it has started. */
async function openLab(page: Page): Promise<{ lab: Lab; gradientWorkers: () => Worker[] }> {
  const lab = new Lab(page);
  await lab.open(`${LINK}&totalSteps=10000000`);
  const [trainer] = page.workers();
  return { lab, gradientWorkers: () => page.workers().filter((worker) => worker !== trainer) };
}

test('real workers compute on stale copies, and the run says that it will not come again', async ({ page }) => {
  const { lab, gradientWorkers } = await openLab(page);
  expect(page.workers()).toHaveLength(1);
  expect(await page.evaluate(() => self.crossOriginIsolated)).toBe(false);
  await lab.play.click();
  await lab.waitForIteration(20);
  expect(gradientWorkers()).toHaveLength(2);
  await lab.play.click();
  await lab.waitForState('paused');

  // Each gradient in turn, until one was stale.
  const staleness = page.getByText(/^staleness [1-9]/);
  await expect(async () => {
    await page.getByRole('button', { name: 'Step one line' }).click();
    await expect(staleness).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 20_000 });

  expect(await lab.value('fingerprint')).toMatch(/^~[0-9a-f]{6}$/);
  await expect(lab.status).toContainText('not reproducible');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText(/not this curve again/)).toBeVisible();
});

test('a pause stops them, step by step they go on, and reset ends them', async ({ page }) => {
  const { lab, gradientWorkers } = await openLab(page);
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(1);
  await lab.waitForState('paused');
  const first = gradientWorkers();
  expect(first).toHaveLength(2);
  expect(await lab.value('iteration')).toBe('1');
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await expect(lab.status).toHaveAttribute('data-iteration', '2');
  expect(gradientWorkers()).toEqual(first);

  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => gradientWorkers().length).toBe(0);
});

test('a run that is done has ended its workers', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(`${LINK}&totalSteps=20000`);
  await lab.play.click();
  await lab.waitForState('finished');
  await expect.poll(() => page.workers().length).toBe(1);
});

test('a worker that dies is reported, and the run goes on with the rest', async ({ page }) => {
  const { lab, gradientWorkers } = await openLab(page);
  await lab.play.click();
  await lab.waitForIteration(10);
  await gradientWorkers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('struck by lightning');
    });
  });
  await expect(page.getByText(/Worker \d stopped \(.*struck by lightning\); the run goes on with 1\./)).toBeVisible();
  await expect.poll(() => gradientWorkers().length).toBe(1);
  await lab.waitForIteration(Number(await lab.value('iteration')) + 20);
  await lab.waitForState('running');
});

test('one that is ended without a word is missed, too', async ({ page }) => {
  test.setTimeout(90_000);
  const { lab, gradientWorkers } = await openLab(page);
  await lab.play.click();
  await lab.waitForIteration(10);
  await gradientWorkers()[0]!.evaluate(() => self.close());
  await expect(page.getByText(/Worker \d stopped \(it no longer answered\); the run goes on with 1\./)).toBeVisible({
    timeout: 30_000,
  });
  await lab.waitForIteration(Number(await lab.value('iteration')) + 20);
});
