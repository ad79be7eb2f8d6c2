import { expect, type Page, test } from '@playwright/test';
import type { PanelSpec } from '../src/panels/panel.ts';
import { PANEL_SPECS } from '../src/panels/specs.ts';
import { errorsOf, expectAccessibleInBothSchemes, expectNoSidewaysScroll, SIZES } from './checks.ts';
import { Lab } from './lab.ts';

/** What the figure says of the update in sight; the sentence below it follows a moment later. */
const shown = (page: Page) => page.locator('.cell .plot text').allTextContents();

/** Opens the panel's own page, and pauses its run after some iterations. */
async function openAlone(page: Page, { id, suits }: PanelSpec, iterations: number): Promise<Lab> {
  const lab = new Lab(page);
  const algo = suits === 'all' || suits.includes('ppo-clip') ? 'ppo-clip' : suits[0]!;
  await lab.openAt(`panel/${id}?algo=${algo}&seed=2`);
  for (let i = 1; i <= iterations; i++) {
    await page.getByRole('button', { name: 'Step one iteration' }).click();
    await lab.waitForIteration(i);
  }
  await lab.waitForState('paused');
  return lab;
}

for (const spec of PANEL_SPECS)
  for (const [size, viewport] of Object.entries(SIZES))
    test(`${spec.id} shows a run, answers to keys, and can be shared and saved, on a ${size}`, async ({ page }) => {
      const errors = errorsOf(page);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const lab = await openAlone(page, spec, 3);
      const panel = page.locator('.cell');
      await expect(panel.getByRole('heading', { name: spec.title })).toBeVisible();
      expect(await page.title(), 'the tab says what it shows').toContain(spec.title);

      await test.step('keys', async () => {
        const sliders = panel.locator('.plot').getByRole('slider');
        if ((await sliders.count()) === 0) return;
        const slider = sliders.first();
        const said = () => slider.getAttribute('aria-valuetext');
        const before = await said();
        await slider.focus();
        for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowDown'])
          if ((await said()) === before) await page.keyboard.press(key);
        await expect.poll(said).not.toBe(before);
      });

      await test.step('files', async () => {
        for (const kind of ['SVG', 'CSV'] as const) {
          const arriving = page.waitForEvent('download');
          await panel.hover();
          await page.getByRole('button', { name: `Save ${spec.id} as ${kind}` }).click();
          expect((await arriving).suggestedFilename()).toBe(`${spec.id}.${kind.toLowerCase()}`);
        }
      });

      await expectAccessibleInBothSchemes(page);

      await test.step('the same experiment from the address', async () => {
        const [algo, env] = [await lab.value('algo'), await lab.value('env')];
        await page.reload();
        await expect(lab.status).toHaveAttribute('data-state', /idle|paused/, { timeout: 30_000 });
        expect([await lab.value('algo'), await lab.value('env')]).toEqual([algo, env]);
      });
      await expectNoSidewaysScroll(page);
      expect(errors).toEqual([]);
    });

test('the timeline looks back at exactly what was shown live', async ({ page }) => {
  const spec = PANEL_SPECS.find(({ id }) => id === 'interpolation')!;
  const lab = await openAlone(page, spec, 4);
  await expect.poll(async () => (await shown(page)).join()).toContain('KL');
  const live = await shown(page);

  const step = page.getByRole('button', { name: 'Step one iteration' });
  for (let i = 5; i <= 7; i++) {
    await step.click();
    await lab.waitForIteration(i);
  }
  await expect.poll(() => shown(page)).not.toEqual(live);
  const newest = await shown(page);

  const handle = page.getByRole('slider', { name: 'Iteration shown' });
  await handle.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await expect(handle).toHaveAttribute('aria-valuenow', '4');
  await expect.poll(() => shown(page)).toEqual(live);
  await page.keyboard.press('End');
  await expect.poll(() => shown(page)).toEqual(newest);
});
