import { expect, test } from '@playwright/test';
import { ALGORITHMS } from '../src/engine/algorithms/index.ts';
import { Lab } from './lab.ts';

test('one click from a link to a solved CartPole', async ({ page }) => {
  test.setTimeout(150_000);
  const lab = new Lab(page);
  await lab.open('algo=ppo-clip&env=CartPole-v1&seed=1');
  const before = Date.now();
  await lab.play.click();
  await expect.poll(async () => Number(await lab.value('return100')), { timeout: 120_000 }).toBeGreaterThanOrEqual(475);
  test.info().annotations.push({ type: 'seconds to 475', description: String((Date.now() - before) / 1000) });
  expect(await lab.value('algo')).toBe('ppo-clip');
  expect(await lab.value('env')).toBe('CartPole-v1');
  expect(Number(await lab.value('steps-per-second'))).toBeGreaterThan(0);
});

for (const { spec } of ALGORITHMS) {
  test(`${spec.id} can be stepped by line and by iteration, paused, reset and reseeded`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(`algo=${spec.id}&env=CartPole-v1&seed=3`);
    const code = page.getByRole('region', { name: 'Which line is running?' });
    await page.getByRole('button', { name: 'Step one line' }).click();
    await expect(code.locator('[aria-current=step]')).toHaveText(/^1/);
    // an algorithm that first fills its replay buffer comes to line 2 some iterations later
    await expect(async () => {
      await page.getByRole('button', { name: 'Step one line' }).click();
      await expect(code.locator('[aria-current=step]')).toHaveText(/^[2-9]/, { timeout: 500 });
    }).toPass();
    const iterations = Number(await lab.value('iteration')) + 1;
    await page.getByRole('button', { name: 'Step one iteration' }).click();
    await lab.waitForIteration(iterations);
    await lab.waitForState('paused');
    expect(await lab.value('iteration')).toBe(String(iterations));
    const fingerprint = await lab.value('fingerprint');
    expect(fingerprint).toMatch(/^[0-9a-f]{6}$/);

    await page.getByRole('button', { name: 'Reset with the same seed' }).click();
    await lab.waitForState('idle');
    for (let i = 1; i <= iterations; i++) {
      await page.getByRole('button', { name: 'Step one iteration' }).click();
      await lab.waitForIteration(i);
    }
    await expect.poll(() => lab.value('fingerprint')).toBe(fingerprint);

    await page.getByRole('button', { name: 'New seed' }).click();
    await lab.waitForState('idle');
    expect(await lab.value('seed')).not.toBe('3');
    await expect.poll(() => page.url()).toContain(`seed=${await lab.value('seed')}`);
  });
}

test('an edit while running stars the fingerprint, is marked, and moves the address', async ({ page }) => {
  const lab = new Lab(page);
  // long enough not to end before the edit
  await lab.open('algo=ppo-clip&env=CartPole-v1&seed=2&totalSteps=10000000');
  await lab.play.click();
  await lab.waitForIteration(2);
  const field = page.getByRole('textbox', { name: /clip range/ });
  await field.fill('0.35');
  await field.press('Enter');
  await expect.poll(() => lab.value('fingerprint')).toMatch(/^[0-9a-f]{6}\*$/);
  await expect.poll(() => page.url()).toContain('clipRange=0.35');
});

test('a run that ends can go on', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open('algo=reinforce&env=Bandit-v0&seed=1&totalSteps=200');
  await lab.runToTheEnd();
  const steps = Number(await lab.value('steps'));
  await page.getByRole('button', { name: /Go on/ }).first().click();
  await expect.poll(async () => Number(await lab.value('steps'))).toBeGreaterThan(steps);
  await lab.waitForState('finished');
  expect(await lab.value('fingerprint')).not.toContain('*');
});

test('a step far too large is told as a lesson, and the curve keeps what was seen', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open(
    'algo=reinforce&env=Pendulum-v1&seed=1&optimizer=sgd&stepSize=1000&baseline=none&normalizeAdvantage=false',
  );
  await lab.play.click();
  await lab.waitForState('diverged');
  await expect(page.getByRole('alert')).toContainText(/stopped being a number at iteration \d+, line \d/);
  await expect(page.getByRole('alert')).toContainText('step size 1000');
});
