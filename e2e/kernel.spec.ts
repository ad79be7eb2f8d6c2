import { execFileSync } from 'node:child_process';
import { expect, type Page, test } from '@playwright/test';
import { Lab } from './lab.ts';

const LINK = 'algo=ppo-clip&env=CartPole-v1&seed=1&totalSteps=4096';

/** What the header says of how training computes. */
const readout = (page: Page) => page.getByRole('banner').getByText(/^(wasm|cpu|webgpu)/);

test('the Lab trains in the SIMD kernel and says so', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(LINK);
  await expect(readout(page)).toContainText('simd kernel');
  const fingerprint = await lab.runToTheEnd();
  const node = execFileSync('node', ['bench/run.mjs', 'fingerprint', `#/lab?${LINK}`], { encoding: 'utf8' });
  expect(node.trim().split('\n').at(-1)).toBe(fingerprint);
});

test('a kernel that fails to load is told, and the run goes on in TensorFlow.js', async ({ page }) => {
  await page.route(/\/[0-9a-f]{16}[^/]*\.wasm$/, (route) => route.fulfill({ status: 404 }));
  const lab = new Lab(page);
  await lab.open(LINK);
  await expect(page.getByText(/fast kernel could not be loaded/)).toBeVisible();
  await expect(readout(page)).not.toContainText('kernel');
  await lab.runToTheEnd();
});

test('a browser without WebAssembly SIMD is told, and the run goes on in TensorFlow.js', async ({ page }) => {
  // A browser that does not know SIMD refuses every module that uses it.
  await page.route(/train\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const noSimd = `{
      const validate = WebAssembly.validate.bind(WebAssembly);
      WebAssembly.validate = (bytes) => {
        // Vector instructions have the prefix 0xfd; small probes and whole kernels alike contain it.
        const hasVectors = new Uint8Array(bytes.buffer ?? bytes).includes(0xfd);
        return !hasVectors && validate(bytes);
      };
    }`;
    await route.fulfill({ response, body: `${noSimd}\n${await response.text()}` });
  });
  const lab = new Lab(page);
  await lab.open(LINK);
  await expect(page.getByText(/needs WebAssembly SIMD/)).toBeVisible();
  await lab.runToTheEnd();
});
