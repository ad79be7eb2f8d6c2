import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

const BAD_LINKS = [
  ['clipRange=99&seed=4', /clipRange = 99.*0 to 10.*10 is used/],
  ['clipRnage=0.3', /clipRnage.*clipRange/],
  ['algo=ppo-klip&env=CartPole-v1', /ppo-klip/],
] as const;

for (const [query, notice] of BAD_LINKS) {
  test(`a bad link is named and mended: ${query}`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(query);
    await expect(page.getByText(notice)).toBeVisible();
    await lab.play.click();
    await lab.waitForIteration(1);
  });
}

test('hidden controls are hidden, and the rest of the link still counts', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('algo=reinforce&env=CartPole-v1&seed=9&hide=algo,env,seed');
  await expect(page.getByRole('combobox', { name: 'Algorithm' })).toBeHidden();
  expect(await lab.value('seed')).toBe('9');
  expect(await lab.value('algo')).toBe('reinforce');
});

test('Share gives a link with version and backend that opens the same experiment', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('algo=ppo-clip&env=Pendulum-v1&seed=11&clipRange=0.1');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('dialog').getByRole('textbox').inputValue();
  expect(link).toContain('v=1');
  expect(link).toContain('backend=wasm');
  expect(link).toContain('clipRange=0.1');
  await lab.open(link.split('#/lab?')[1]!);
  expect(await lab.value('env')).toBe('Pendulum-v1');
  expect(await lab.value('seed')).toBe('11');
});

test('an edit that one leaves the Lab with is there on coming back, and so is the run', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('env=CartPole-v1&seed=9&totalSteps=100000000');
  await lab.play.click();
  await lab.waitForIteration(5);
  const clipRange = page.getByRole('textbox', { name: 'clip range, value' });
  await clipRange.fill('0.33');
  // Leaving the field is what makes the edit.
  await page.getByRole('navigation', { name: 'Pages' }).getByText('Gallery').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goBack();
  await lab.waitForState('running');
  await expect(clipRange).toHaveValue('0.33');
  await expect.poll(() => lab.value('fingerprint')).toMatch(/\*$/);
});
