import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './checks.ts';
import { Lab } from './lab.ts';

/** Twenty iterations, some hundred episodes. */
const SMALL = 'env=CartPole-v1&nEnvs=8&nSteps=64&batchSize=128&nEpochs=2&totalSteps=10240';
const axis = (page: Page) => page.locator('.learning-curve .plot [data-layer="x"] text').allTextContents();
const names = (page: Page) => page.locator('.learning-curve .plot [data-layer="ends"] text').allTextContents();
const pinned = (page: Page) => page.getByRole('list', { name: 'Pinned runs' }).getByRole('listitem');
const pin = (page: Page) => page.getByRole('button', { name: 'Pin this run' }).click();

test('pinned runs stay in the figure, named by what they differ in, and go into the table', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openAt(`panel/learning-curve?algo=ppo-clip&${SMALL}&seed=1`);
  await lab.runToTheEnd();
  await pin(page);
  await expect(pinned(page)).toHaveCount(1);

  await test.step('one thing changed: both are named by it', async () => {
    await page.getByRole('button', { name: 'Reset with the same seed' }).click();
    await lab.waitForState('idle');
    const field = page.getByRole('textbox', { name: /clip range/i }).first();
    await field.fill('0.4');
    await field.press('Enter');
    await lab.runToTheEnd();
    await expect(pinned(page)).toHaveText([/^ε\s*\.2/]);
    await expect.poll(() => names(page)).toContainEqual(expect.stringMatching(/^ε \.4 now /));
    await pin(page);
  });

  await test.step('another algorithm, and another page', async () => {
    await page.getByRole('combobox', { name: 'Algorithm' }).selectOption('trpo');
    await expect(lab.status).toHaveAttribute('data-state', /idle/);
    await expect(pinned(page)).toHaveText([/^PPO-Clip, ε\s*\.2/, /^PPO-Clip, ε\s*\.4/]);
    await page.evaluate(() => {
      location.hash = '#/panel/sigmoid-step';
    });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => {
      location.hash = '#/panel/learning-curve?algo=trpo';
    });
    await expect(pinned(page)).toHaveCount(2);
  });

  await test.step('the table has them all', async () => {
    const arriving = page.waitForEvent('download');
    await page.locator('.cell').hover();
    await page.getByRole('button', { name: 'Save learning-curve as CSV' }).click();
    const [header, ...rows] = (await readFile(await (await arriving).path(), 'utf8')).trim().split('\r\n');
    expect(header).toMatch(/^run,algo,env,seed,kind,steps/);
    const runs = new Set(rows.map((row) => /^("[^"]*"|[^,]*),/.exec(row)?.[1]));
    expect([...runs]).toEqual(['"PPO-Clip, ε .2"', '"PPO-Clip, ε .4"']);
  });

  await test.step('axe', async () => {
    await expectAccessible(page);
  });

  await test.step('removed again', async () => {
    await page.getByRole('button', { name: 'Remove the pinned run PPO-Clip, ε .4' }).click();
    await expect(pinned(page)).toHaveCount(1);
  });
});

test('a drag zooms, the address says so, and a double click or Escape shows all again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openAt(`panel/learning-curve?algo=ppo-clip&${SMALL}&seed=1`);
  await lab.runToTheEnd();
  const whole = await axis(page);
  const area = page.getByRole('slider', { name: 'Episode' });
  const box = (await area.boundingBox())!;
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;

  await page.mouse.move(...at(0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.4), { steps: 3 });
  await page.mouse.move(...at(0.5), { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => axis(page)).not.toEqual(whole);
  await expect.poll(() => page.url()).toMatch(/learning-curve\.from=\d+&learning-curve\.until=\d+/);
  await area.dblclick();
  await expect.poll(() => axis(page)).toEqual(whole);

  await area.focus();
  await page.keyboard.press('+');
  await expect.poll(() => axis(page)).not.toEqual(whole);
  const closer = await axis(page);
  await page.keyboard.press('PageDown');
  await expect.poll(() => axis(page)).not.toEqual(closer);
  await page.keyboard.press('Escape');
  await expect.poll(() => axis(page)).toEqual(whole);
  await expect.poll(() => page.url()).not.toContain('learning-curve.');
});

test('a change by hand is told where it happened, and in a sentence to whoever asks', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openAt(`panel/learning-curve?algo=ppo-clip&${SMALL}&seed=1`);
  const step = page.getByRole('button', { name: 'Step one iteration' });
  for (let i = 1; i <= 3; i++) {
    await step.click();
    await lab.waitForIteration(i);
  }
  const field = page.getByRole('textbox', { name: /clip range/i }).first();
  await field.fill('0.4');
  await field.press('Enter');
  await step.click();
  const words = page.locator('.learning-curve .plot [data-layer="event-words"] text');
  await expect(words.first()).toHaveText(/^iteration 4: ε \.2 → \.4$/);

  const events = page.getByRole('slider', { name: 'Event' });
  await events.focus();
  for (let i = 0; i < 20 && !/by hand/.test((await events.getAttribute('aria-valuetext')) ?? ''); i++)
    await page.keyboard.press('ArrowRight');
  await expect(events).toHaveAttribute('aria-valuetext', /^Iteration 4: ε \.2 → \.4, by hand\.$/);
  await expect(words.first()).toHaveText(/^Iteration 4: ε \.2 → \.4/);
});
