import { expect, test } from '@playwright/test';
import { Lab } from './lab.ts';

const PANELS = 'env-view,pseudo-code,learning-curve,clip-objective,interpolation';

/** The page's own thread: JavaScript objects, what the browser keeps for them, and the bytes of typed arrays. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

test('ten thousand iterations of CartPole leave less than 200 MB in the page', async ({ page }) => {
  test.setTimeout(300_000);
  const lab = new Lab(page);
  await lab.open(
    `algo=ppo-clip&env=CartPole-v1&nEnvs=4&nSteps=8&batchSize=32&nEpochs=1&totalSteps=320000&panels=${PANELS}`,
  );
  await lab.runToTheEnd(240_000);
  expect(await lab.value('iteration')).toBe('10000');

  const inspector = await page.context().newCDPSession(page);
  await inspector.send('HeapProfiler.collectGarbage');
  const heap: HeapUsage = await inspector.send('Runtime.getHeapUsage');
  const bytes = heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0);
  const megabytes = bytes / 2 ** 20;
  test.info().annotations.push({ type: 'memory', description: `${megabytes.toFixed(1)} MB` });
  expect(megabytes).toBeLessThan(200);
});
