import { expect, test } from '@playwright/test';
import { policyValue } from '../src/panels/policy-value/spec.ts';
import { Lab } from './lab.ts';

/** None of those that the Lab opens with: its code has not come yet. */
const PANEL = policyValue.title;

test('what a lost network kept away is there, styles and all, once it is back, and the run has gone on', async ({
  page,
  context,
}) => {
  const lab = new Lab(page);
  await lab.open('env=CartPole-v1&panels=pseudo-code&totalSteps=100000000');
  await lab.play.click();
  await lab.waitForIteration(5);

  await context.setOffline(true);
  await page.getByRole('button', { name: '+ panel' }).click();
  await page.getByRole('group', { name: 'Panels on this run' }).getByText(PANEL).click();
  await page.keyboard.press('Escape');
  const panel = page.getByRole('region', { name: PANEL });
  await expect(panel.getByRole('alert')).toContainText('the run goes on');
  await page.getByRole('navigation', { name: 'Pages' }).getByText('Gallery').click();
  await expect(page.getByRole('alert')).toContainText('could not be shown');
  await page.goBack();

  await context.setOffline(false);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('button', { name: 'Save policy-value as CSV' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Pages' }).getByText('Gallery').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('link[rel="stylesheet"][href*="GalleryPage"]')).toHaveCount(1);
  await page.goBack();
  await lab.waitForState('running');
  expect(page.workers()).toHaveLength(1);
});
