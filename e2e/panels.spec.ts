import { type Download, expect, type Page, test } from '@playwright/test';
import { plainText } from '../src/charts/rich-text.ts';
import { EXACT_PANEL_SPECS, PANEL_SPECS } from '../src/panels/specs.ts';
import { errorsOf, expectAccessibleInBothSchemes, expectNoSidewaysScroll, SIZES } from './checks.ts';

/** The handle that a panel is about: the first one that it draws. */
const mainHandle = (page: Page) => page.locator('.panel-page .handle').first();

/** Every value that the panel shows: in the figures, the verdict, the formula, the readings. */
const shown = (page: Page) =>
  page.locator('.panel-page').locator('.plot text, .verdict, .formula, .readings').allTextContents();

/** Does something, and waits until the address says so and rests: the last of several changes is written a moment later. */
async function changesAddress(page: Page, act: () => Promise<void>): Promise<void> {
  const before = page.url();
  await act();
  await expect.poll(() => page.url()).not.toBe(before);
  let read = '';
  const rests = () => {
    const last = read;
    read = page.url();
    return read === last;
  };
  await expect.poll(rests, { intervals: [400] }).toBe(true);
}

for (const spec of EXACT_PANEL_SPECS)
  for (const [size, viewport] of Object.entries(SIZES))
    test(`${spec.id} can be dragged, moved by keys, followed, shared and saved, on a ${size}`, async ({ page }) => {
      const errors = errorsOf(page);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`./#/panel/${spec.id}`);
      await expect(page.getByRole('heading', { level: 1, name: spec.title })).toBeVisible();
      const handle = mainHandle(page);
      await expect(handle).toBeVisible();

      await test.step('drag', async () => {
        await handle.scrollIntoViewIfNeeded();
        const box = (await handle.locator('.dot').boundingBox())!;
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        await changesAddress(page, async () => {
          await page.mouse.move(x, y);
          await page.mouse.down();
          await page.mouse.move(x + 20, y + 12, { steps: 4 });
          await page.mouse.move(x + 40, y + 25, { steps: 4 });
          await page.mouse.up();
        });
      });

      await test.step('keys', async () => {
        await changesAddress(page, async () => {
          await handle.focus();
          await page.keyboard.press('ArrowRight');
          await page.keyboard.press('ArrowUp');
        });
        await expect(handle).toBeFocused();
      });

      await test.step('the same state from the address', async () => {
        const words = await shown(page);
        await page.reload();
        await expect(handle).toBeVisible();
        await expect.poll(() => shown(page)).toEqual(words);
      });

      await test.step('a named case, and back', async () => {
        const name = plainText(spec.cases.at(-1)!.name);
        const button = page.locator('.cases').getByRole('button', { name, exact: true });
        await button.click();
        await expect(button).toHaveAttribute('aria-pressed', 'true');
        await page.getByRole('button', { name: 'Reset' }).click();
        await expect.poll(() => page.url().endsWith(`#/panel/${spec.id}`)).toBe(true);
      });

      await test.step('files', async () => {
        const svg = await saved(page, spec.id, 'SVG');
        expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
        expect(svg.match(/<(path|line|circle|rect|image)\b/g)!.length).toBeGreaterThan(5);
        const [header, ...rows] = (await saved(page, spec.id, 'CSV')).trim().split('\r\n');
        expect(rows.length).toBeGreaterThan(0);
        const columns = header!.split(',').length;
        expect(rows.every((row) => row.split(',').length >= columns)).toBe(true);
      });

      await expectAccessibleInBothSchemes(page);
      await expectNoSidewaysScroll(page);
      expect(errors).toEqual([]);
    });

async function saved(page: Page, id: string, kind: 'SVG' | 'CSV'): Promise<string> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save ${id} as ${kind}` }).click();
  const download: Download = await arriving;
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

test('a panel stands bare in an iframe, keeps that in its address, and leads home', async ({ page }) => {
  const [spec] = EXACT_PANEL_SPECS;
  await page.goto(`./#/panel/${spec!.id}?embed`);
  await expect(mainHandle(page)).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await changesAddress(page, async () => {
    await mainHandle(page).focus();
    await page.keyboard.press('ArrowRight');
  });
  expect(page.url()).toMatch(/[?&]embed$/);
  await expect(page.getByRole('link', { name: 'Policy Gradient Playground' })).toHaveAttribute(
    'href',
    /#\/panel\/[^&]*$/,
  );
});

test('an unknown panel is named, and the ones that exist are offered', async ({ page }) => {
  await page.goto('./#/panel/nonsense');
  await expect(page.getByText('There is no panel nonsense here')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(EXACT_PANEL_SPECS.length + PANEL_SPECS.length);
});

test('what is wrong in a link to a panel is named, with what was used instead', async ({ page }) => {
  await page.goto('./#/panel/sigmoid-step?delta=9&zebra=1');
  await expect(page.getByText('delta = 9: allowed is 0.01 to 0.3; 0.3 is used.')).toBeVisible();
  await expect(page.getByText('zebra is no setting of the panel sigmoid-step; it is ignored.')).toBeVisible();
});
