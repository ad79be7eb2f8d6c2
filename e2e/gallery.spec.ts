import { expect, test } from '@playwright/test';
import { CLINIC, PRESETS } from '../src/presets/catalogue.ts';
import { Lab } from './lab.ts';

test('every preset has its card, and one click leads to its experiment', async ({ page }) => {
  await page.goto('./#/gallery');
  await expect(page.locator('.preset')).toHaveCount(PRESETS.length - CLINIC.length);
  await expect(page.getByRole('article')).toHaveCount(CLINIC.length);
  const [first] = PRESETS;
  await page.getByRole('link', { name: first!.title }).click();
  const lab = new Lab(page);
  await lab.waitForState('idle');
  const asked = new URLSearchParams(first!.link);
  expect([await lab.value('algo'), await lab.value('env'), await lab.value('seed')]).toEqual(
    ['algo', 'env', 'seed'].map((key) => asked.get(key)),
  );
});

test('a clinic case holds its answer back until one commits, and then offers the remedy', async ({ page }) => {
  const [one] = CLINIC;
  await page.goto('./#/gallery');
  const article = page.getByRole('article', { name: one!.title });
  await expect(article.getByText(one!.because.slice(-30))).toHaveCount(0);
  await expect(article.getByRole('button', { name: 'That is it' })).toBeDisabled();
  const wrong = one!.diagnoses.findIndex((_, i) => i !== one!.right);
  await article.getByRole('radio', { name: one!.diagnoses[wrong]! }).check();
  await article.getByRole('button', { name: 'That is it' }).click();
  await expect(article.getByRole('status')).toContainText('It is this');
  await expect(article.getByRole('radio').first()).toBeDisabled();
  await article.getByRole('link', { name: /Change one thing/ }).click();
  const lab = new Lab(page);
  await lab.waitForState('idle');
  expect(page.url()).not.toContain(`${one!.fix.key}=${new URLSearchParams(one!.link).get(one!.fix.key)}`);
});
