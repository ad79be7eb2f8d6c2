import { expect, test } from '@playwright/test';
import { frameTimes } from '../bench/lib/in-page.ts';
import { EXACT_PANEL_SPECS } from '../src/panels/specs.ts';
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

for (const { id } of EXACT_PANEL_SPECS)
  test(`${id} follows the pointer`, async ({ page }) => {
    await page.goto(`./#/panel/${id}`);
    const dot = page.locator('.panel-page .handle .dot').first();
    await expect(dot).toBeVisible();
    await dot.scrollIntoViewIfNeeded();
    const { x, y, width } = (await dot.boundingBox())!;
    await page.mouse.move(x + width / 2, y + width / 2);
    await page.mouse.down();
    const frames = await page.evaluateHandle(frameTimes);
    for (let step = 0; step < 60; step++)
      await page.mouse.move(x + width / 2 + 40 * Math.sin(step / 10), y + width / 2 + 25 * Math.sin(step / 5));
    const times = await frames.evaluate((stop) => stop());
    await page.mouse.up();
    expect(times.length).toBeGreaterThan(5);
    expect(Math.max(...times)).toBeLessThan(250);
  });
