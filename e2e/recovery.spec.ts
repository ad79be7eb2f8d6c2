import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

const LINK = 'algo=ppo-clip&env=CartPole-v1&seed=8&nEnvs=8&nSteps=64&batchSize=128&nEpochs=4&totalSteps=61440';

test('a worker that dies in mid-run is reported, and the run goes on identically', async ({ page, context }) => {
  test.setTimeout(180_000);
  const untouched = new Lab(await context.newPage());
  await untouched.open(LINK);
  const expected = await untouched.runToTheEnd(90_000);
  await untouched.page.close();

  const lab = new Lab(page);
  await lab.open(LINK);
  // A closed tab loses no run either: the finished one was kept, and Reset begins anew.
  await page.getByRole('button', { name: 'Reset with the same seed' }).click();
  await lab.waitForState('idle');
  await lab.play.click();
  await lab.waitForIteration(20);
  const [worker] = page.workers();
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('struck by lightning');
    });
  });
  await expect(page.getByText(/struck by lightning|goes on from iteration/).first()).toBeVisible();
  await lab.waitForState('finished', 90_000);
  expect(await lab.value('fingerprint')).toBe(expected);
});

test('a closed tab loses no run: it waits where it was', async ({ page, context }) => {
  const lab = new Lab(page);
  await lab.open(LINK);
  await lab.play.click();
  await lab.waitForIteration(10);
  await lab.play.click();
  await lab.waitForState('paused');
  const [iteration, fingerprint] = [await lab.value('iteration'), await lab.value('fingerprint')];
  await page.close();

  const again = new Lab(await context.newPage());
  await again.open(LINK);
  await again.waitForState('paused');
  await expect.poll(() => again.value('iteration')).toBe(iteration);
  expect(await again.value('fingerprint')).toBe(fingerprint);
});
