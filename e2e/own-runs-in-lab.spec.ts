import { expect, type Page, test } from '@playwright/test';
import type { OwnRunsSpec } from '../src/panels/panel.ts';
import { OWN_RUNS_SPECS } from '../src/panels/specs.ts';
import { errorsOf, expectAccessibleInBothSchemes, expectNoSidewaysScroll, SIZES } from './checks.ts';
import { Lab } from './lab.ts';

// what these panels train, and what they say of it, is in own-runs.spec.ts; here they stand beside another run

/** Short runs, where a panel lets one choose. The panel itself is not open yet. */
const LINK = 'algo=reinforce&env=CartPole-v1&seed=2&step-size-cliff.steps=5000&step-size-cliff.seeds=1';

/** The Lab's own worker, and those of the panel. */
const workers = (page: Page) => expect.poll(() => page.workers().length, { timeout: 50_000 });

/** Ticks or unticks the panel in the Lab's menu. */
async function toggle(page: Page, spec: OwnRunsSpec): Promise<void> {
  await page.getByRole('button', { name: '+ panel' }).click();
  await page
    .getByRole('group', { name: /^With runs of their own/ })
    .getByText(spec.title)
    .click();
  await page.keyboard.press('Escape');
}

for (const spec of OWN_RUNS_SPECS)
  for (const [size, viewport] of Object.entries(SIZES))
    test(`${spec.id} trains in a cell of the Lab, apart from the Lab's run, on a ${size}`, async ({ page }) => {
      test.setTimeout(150_000);
      const errors = errorsOf(page);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const lab = new Lab(page);
      const cell = page.getByRole('region', { name: spec.title });
      const begin = cell.getByRole('button', { name: /^(Run|Run again|Train|Go on)$/ });
      const verdict = cell.locator('.verdict');
      await lab.open(LINK);

      await test.step('opened from the menu, it trains nothing, and nothing of the Lab moves it', async () => {
        await toggle(page, spec);
        await expect(cell.getByRole('heading', { name: spec.title })).toBeInViewport();
        await expect(verdict).toContainText(/^Nothing is /);
        await expect.poll(() => page.url()).toMatch(new RegExp(`panels=[a-z,-]*\\b${spec.id}\\b`));
        const environment = cell.getByRole('combobox', { name: 'environment' });
        await expect(environment).toHaveAccessibleDescription(new RegExp(`${spec.id}\\.env$`));
        const said = await verdict.textContent();
        await page.getByRole('button', { name: 'Step one iteration' }).click();
        await lab.waitForIteration(1);
        await expect(verdict).toHaveText(said!);
        expect(page.workers()).toHaveLength(1);
      });

      await test.step('closed while it trains, it ends its workers, not the Lab’s', async () => {
        await begin.click();
        await workers(page).toBeGreaterThan(1);
        await toggle(page, spec);
        await expect(cell).toHaveCount(0);
        await workers(page).toBe(1);
        await lab.waitForState('paused');
      });

      await test.step('opened again, it trains to its end', async () => {
        await toggle(page, spec);
        await begin.click();
        await workers(page).toBeGreaterThan(1);
        await workers(page).toBe(1);
        await expect(verdict).not.toContainText(/^Nothing is /);
        await expect(verdict).not.toContainText(/^After \d+ of /);
        expect(await lab.value('iteration')).toBe('1');
      });

      await test.step('files', async () => {
        const arriving = page.waitForEvent('download');
        await cell.hover();
        await cell.getByRole('button', { name: `Save ${spec.id} as CSV` }).click();
        expect((await arriving).suggestedFilename()).toBe(`${spec.id}.csv`);
      });

      // what stands half under a bar that stays would be a target too small
      await cell.evaluate((element) => element.scrollIntoView());
      await expectAccessibleInBothSchemes(page);
      await expectNoSidewaysScroll(page);

      await test.step('Share names it, and its link shows it again', async () => {
        await page.getByRole('button', { name: 'Share', exact: true }).click();
        await expect(page.getByRole('dialog')).toContainText(`“${spec.title}”`);
        const link = await page.getByRole('dialog').getByRole('textbox', { name: 'Link', exact: true }).inputValue();
        await lab.open(link.split('#/lab?')[1]!);
        await expect(verdict).toContainText(/^Nothing is /);
        expect(page.workers()).toHaveLength(1);
      });

      await test.step('on the way to its page it ends its workers and takes its state along', async () => {
        await begin.click();
        await workers(page).toBeGreaterThan(1);
        await cell.getByRole('link', { name: 'Open as a page' }).click();
        await expect(page.getByRole('heading', { level: 1, name: spec.title })).toBeVisible();
        await workers(page).toBe(1);
        expect(new URL(page.url()).hash).toMatch(
          spec.id === 'step-size-cliff' ? /\?ppoClip=false&steps=5000&seeds=1$/ : new RegExp(`/panel/${spec.id}$`),
        );
      });
      expect(errors).toEqual([]);
    });
