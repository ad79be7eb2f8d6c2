import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

const LINK =
  'algo=ppo-clip&env=CartPole-v1&seed=8&nEnvs=8&nSteps=64&batchSize=128&nEpochs=10&hidden=128-128&totalSteps=81920';

/** The fingerprint of the run that nothing disturbs. */
let undisturbed: string;
test.beforeAll(() => {
  const printed = execFileSync('node', ['bench/run.mjs', 'fingerprint', `#/lab?${LINK}`], { encoding: 'utf8' });
  undisturbed = printed.trim().split('\n').at(-1)!;
});

test('a worker that dies in mid-run is reported, and the run goes on identically', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.play.click();
  await lab.waitForIteration(20);
  const [worker] = page.workers();
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('struck by lightning');
    });
  });
  await expect(page.getByText(/struck by lightning/)).toBeVisible();
  await lab.waitForState('finished', 90_000);
  expect(await lab.value('fingerprint')).toBe(undisturbed);
});

test('a closed tab loses no run: it waits near where it was, and goes on identically', async ({ page, context }) => {
  test.setTimeout(120_000);
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.play.click();
  await lab.waitForIteration(20);
  await lab.play.click();
  await lab.waitForState('paused');
  await page.close();

  const again = new Lab(await context.newPage());
  await again.open(LINK);
  await again.waitForState('paused');
  expect(Number(await again.value('iteration'))).toBeGreaterThan(0);
  expect(await again.runToTheEnd(90_000)).toBe(undisturbed);
});
