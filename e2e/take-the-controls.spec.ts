import { expect, test } from '@playwright/test';
import { expectAccessible } from './checks.ts';
import { Lab } from './lab.ts';

test('the controls can be taken, driven by arrow keys, and handed back', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openAt('panel/env-view?algo=ppo-clip&seed=2');
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(1);
  await lab.waitForState('paused');
  const take = page.getByRole('button', { name: 'Take the controls' });
  await take.click();
  const area = page.getByRole('application', { name: /CartPole in your hands/ });
  await expect(area).toBeFocused();
  await expect(area.locator('.plot')).toContainText('An arrow key begins.');

  await page.keyboard.down('ArrowRight');
  const said = area.getByRole('status');
  await expect(said).toHaveText(/^You: \d+\. The policy: \d+\.$/);
  await page.keyboard.up('ArrowRight');
  await expect(area.locator('.plot')).toContainText('Ended.');
  await expectAccessible(page);

  // it is a game beside the run: neither has moved the other
  expect(await lab.value('iteration')).toBe('1');
  await page.keyboard.press('Escape');
  await expect(area).toHaveCount(0);
  await expect(take).toBeFocused();
});

test('the policy acts as fast as the link says, large or small', async ({ page }) => {
  const lab = new Lab(page);
  await lab.openAt('panel/env-view?algo=ppo-clip&seed=2&env-view.show=many&env-view.speed=max');
  await expect(page.getByRole('combobox', { name: 'speed' })).toHaveValue('max');
  await expect(page.locator('.cell .plot')).toHaveCount(1);
  await page.getByRole('button', { name: 'Step one iteration' }).click();
  await lab.waitForIteration(1);
  await lab.waitForState('paused');
  const steps = () => page.locator('.plot.many text').allTextContents();
  const before = await steps();
  await expect.poll(steps).not.toEqual(before);
  await page.getByRole('combobox', { name: 'show' }).selectOption('one');
  await expect(page.locator('.plot.big')).toBeVisible();
  await expect(page).toHaveURL(/env-view\.show=one/);
});
