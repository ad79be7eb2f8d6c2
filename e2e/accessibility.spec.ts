import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, SIZES } from './checks.ts';
import { Lab } from './lab.ts';

const EXPERIMENT = 'algo=ppo-clip&env=CartPole-v1&seed=1';

/** Each leaves the page in a state to be looked at. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async Home(page) {
    await page.goto('./');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async 'the Gallery'(page) {
    await page.goto('./#/gallery');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async 'the index of panels'(page) {
    await page.goto('./#/panel');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
  async 'the Lab before play'(page) {
    await new Lab(page).open(EXPERIMENT);
    await expect(page.getByRole('group', { name: /Clipped objective/ })).toBeVisible();
  },
  async 'the Lab while it trains'(page) {
    const lab = new Lab(page);
    await lab.open(`${EXPERIMENT}&totalSteps=10000000`);
    await lab.play.click();
    await lab.waitForIteration(3);
  },
  async 'the Lab after it diverged'(page) {
    const lab = new Lab(page);
    await lab.open('algo=reinforce&env=Pendulum-v1&optimizer=sgd&stepSize=1000&baseline=none&normalizeAdvantage=false');
    await lab.play.click();
    await lab.waitForState('diverged');
  },
  async 'the Share dialog'(page) {
    await new Lab(page).open(EXPERIMENT);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
};

for (const [state, reach] of Object.entries(STATES))
  test(`axe finds nothing in ${state}, light and dark, at a desk and on a phone`, async ({ page }) => {
    test.setTimeout(120_000);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await reach(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expectAccessible(page, `${size}, ${colorScheme}`);
      }
    }
  });

for (const [state, reach] of Object.entries(STATES))
  test(`nothing scrolls sideways at 320 px: ${state}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 740 });
    await reach(page);
    await expectNoSidewaysScroll(page);
  });

test('a policy can be trained, paused and read without a mouse', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(`${EXPERIMENT}&totalSteps=10000000`);
  await page.keyboard.press('Space');
  await lab.waitForState('running');
  await lab.waitForIteration(3);
  await page.keyboard.press('Space');
  await lab.waitForState('paused');
  const episodes = page.getByRole('slider', { name: 'Episode' });
  await episodes.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(episodes).toHaveAttribute('aria-valuetext', /^return \d+ at step [\d,]+/);
});
