import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

/** Twenty iterations of PPO at the tuned sizes of CartPole, whatever those are. */
const TWENTY = 'algo=ppo-clip&env=CartPole-v1&nEnvs=8&nSteps=64&batchSize=128&nEpochs=2&totalSteps=10240';

test('the same link gives the same run, here and in Node; another seed another', async ({ page, context }) => {
  test.setTimeout(150_000);
  const lab = new Lab(page);
  await lab.open(`${TWENTY}&seed=5`);
  const first = await lab.runToTheEnd();
  expect(await lab.value('iteration')).toBe('20');

  const again = new Lab(await context.newPage());
  await again.open(`${TWENTY}&seed=5`);
  await again.page.getByRole('button', { name: 'Reset with the same seed' }).click();
  await again.waitForState('idle');
  expect(await again.runToTheEnd()).toBe(first);

  await again.open(`${TWENTY}&seed=6`);
  expect(await again.runToTheEnd()).not.toBe(first);

  const node = execFileSync('node', ['bench/run.mjs', 'fingerprint', `#/lab?${TWENTY}&seed=5`], { encoding: 'utf8' });
  expect(node.trim().split('\n').at(-1)).toBe(first);
});

test('the same link gives the same run on WebGPU', async ({ page, context }) => {
  test.setTimeout(300_000);
  const link =
    'algo=ppo-clip&env=CartPole-v1&backend=webgpu&nEnvs=2&nSteps=4&batchSize=8&nEpochs=1&hidden=8&totalSteps=24';
  const lab = new Lab(page);
  await lab.open(link);
  expect(await lab.value('backend')).toBe('webgpu');
  const first = await lab.runToTheEnd(120_000);
  expect(await lab.value('iteration')).toBe('3');
  const again = new Lab(await context.newPage());
  await again.open(link);
  await again.page.getByRole('button', { name: 'Reset with the same seed' }).click();
  await again.waitForState('idle');
  expect(await again.runToTheEnd(120_000)).toBe(first);
});

test('WebGPU without an adapter says so and uses WASM', async ({ page }) => {
  const lab = new Lab(page);
  // The worker asks the browser for an adapter; this one has none to give.
  await page.route(/train\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => null } });\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await lab.open('algo=ppo-clip&env=CartPole-v1&backend=webgpu');
  expect(await lab.value('backend')).toBe('wasm');
  await expect(page.getByText(/no graphics adapter/)).toBeVisible();
});
