import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

test('the page stays free while a policy trains', async ({ page }) => {
  test.setTimeout(90_000);
  await page.addInitScript(() => {
    const durations: number[] = [];
    Object.assign(window, { longTasks: durations });
    new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  const lab = new Lab(page);
  await lab.open('algo=ppo-clip&env=CartPole-v1&seed=1');
  await lab.play.click();
  await lab.waitForIteration(2);
  const durations = () => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  const loading = (await durations()).length;
  await lab.waitForIteration(40);
  const training = (await durations()).slice(loading);
  expect(Math.max(0, ...training)).toBeLessThan(250);
});
