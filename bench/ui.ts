// Whether the page stays smooth, in headless Chromium on the built site: see README.md.
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';
import { EXACT_PANEL_SPECS, LAB_SPECS } from '../src/panels/specs.ts';
import { frameTimes, longTasksDuring, pauseLatency, watchLongTasks } from './lib/in-page.ts';
import { busiestTask } from './lib/main-thread.ts';
import { machine, progress, report } from './lib/report.ts';
import { serveSite } from './lib/site.ts';

const { values: options } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const wanted = (part: string) => options.only === undefined || options.only === part;

const SECONDS_OF_TRAINING = 20;
const SECONDS_OF_HOME = 5;
const PAUSES = 10;
/** Px to either side of where a handle stands, and how often it goes there and back. */
const REACH = 70;
const SWEEPS = 6;
const SECONDS_OF_DRAG = 3;
const SECONDS_OF_PANELS = 8;
const ROUNDS = 3;
const PANEL_REACH = 50;

const results: { id: string; value: number; unit: string }[] = [];
function tell(id: string, value: number, unit = 'ms'): void {
  const rounded = Math.round(value * 10) / 10;
  results.push({ id, value: rounded, unit });
  progress(`${id}: ${rounded} ${unit}`);
}

function tellTasks(id: string, durations: readonly number[]): void {
  tell(`${id}.longTask.count`, durations.length, 'tasks');
  tell(`${id}.longTask.max`, Math.max(0, ...durations));
}

function tellSpread(id: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  tell(`${id}.p50`, at(0.5));
  tell(`${id}.p95`, at(0.95));
  tell(`${id}.max`, sorted.at(-1) ?? 0);
}

/** Takes hold of the handle of that spoken name, swings it to and fro, and lets go where it stood. */
async function drag(page: Page, name: string): Promise<readonly number[]> {
  const box = await page.getByRole('slider', { name, exact: true }).locator('.dot').boundingBox();
  if (!box) throw new Error(`There is no handle “${name}”.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const frames = await page.evaluateHandle(frameTimes);
  for (let step = 0; step <= SWEEPS * 40; step++)
    await page.mouse.move(x - REACH * Math.abs(Math.sin((Math.PI * step) / 40)), y);
  const times = await frames.evaluate((stop) => stop());
  await page.mouse.up();
  return times;
}

async function open(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchLongTasks);
  await page.goto(address, { waitUntil: 'networkidle' });
  return page;
}

async function home(browser: Browser, site: string): Promise<void> {
  const page = await open(browser, site);
  tellTasks('home', await page.evaluate(longTasksDuring, SECONDS_OF_HOME * 1000));
  tellSpread('home.drag.theta', await drag(page, 'theta old'));
  await page.close();
}

/** @returns the backend that trained. */
async function lab(browser: Browser, site: string): Promise<string> {
  const page = await open(browser, `${site}#/lab?algo=ppo-clip&env=CartPole-v1&seed=1&totalSteps=10000000`);
  const status = page.getByRole('status', { name: 'Run status' });
  const inState = (state: string) => status.and(page.locator(`[data-state=${state}]`)).waitFor({ state: 'attached' });
  const play = page.getByRole('toolbar', { name: 'Transport' }).getByRole('button').first();
  await inState('idle');

  await browser.startTracing(page, { categories: ['toplevel'] });
  await play.click();
  tellTasks('lab.training', await page.evaluate(longTasksDuring, SECONDS_OF_TRAINING * 1000));
  tell('lab.training.task.maxCpu', busiestTask(await browser.stopTracing()));

  const latencies: number[] = [];
  for (let i = 0; i < PAUSES; i++) {
    await inState('running');
    latencies.push(await page.evaluate(pauseLatency, 400 + 37 * i));
    await inState('paused');
    await play.click();
  }
  latencies.sort((a, b) => a - b);
  tell('lab.pause.median', (latencies[(PAUSES - 1) >> 1]! + latencies[PAUSES >> 1]!) / 2);
  tell('lab.pause.max', latencies.at(-1)!);

  tellSpread('lab.drag.clipRange', await drag(page, 'Clip range ε'));
  tellSpread('lab.drag.timeline', await drag(page, 'Iteration shown'));
  const backend = await status.getAttribute('data-backend');
  await page.close();
  return backend ?? 'unknown';
}

/** Every exact panel: its main handle goes round a small loop for three seconds, a move a frame. */
async function panels(browser: Browser, site: string): Promise<void> {
  for (const { id } of EXACT_PANEL_SPECS) {
    const page = await open(browser, `${site}#/panel/${id}`);
    const dot = page.locator('.panel-page .handle .dot').first();
    await dot.waitFor();
    await dot.scrollIntoViewIfNeeded();
    const box = (await dot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const frames = await page.evaluateHandle(frameTimes);
    const began = performance.now();
    for (let step = 0; performance.now() - began < SECONDS_OF_DRAG * 1000; step++) {
      const angle = (2 * Math.PI * step) / 90;
      await page.mouse.move(
        box.x + box.width / 2 + PANEL_REACH * Math.sin(angle),
        box.y + box.height / 2 + PANEL_REACH * 0.6 * Math.sin(2 * angle),
      );
    }
    const times = await frames.evaluate((stop) => stop());
    await page.mouse.up();
    tellSpread(`panel.${id}.drag`, times);
    await page.close();
  }
}

/** Training with every panel of the algorithm open, as a part of its speed with none: in turns, so that both meet the same noise. */
async function everyPanel(browser: Browser, site: string, algo: string): Promise<void> {
  const all = LAB_SPECS.filter(({ suits }) => suits === 'all' || suits.includes(algo)).map(({ id }) => id);
  const speeds: Record<'none' | 'all', number[]> = { none: [], all: [] };
  const tasks: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const [which, panels] of [
      ['none', []],
      ['all', all],
    ] as const) {
      const page = await open(
        browser,
        `${site}#/lab?algo=${algo}&env=CartPole-v1&seed=1&totalSteps=10000000&panels=${panels.join(',')}`,
      );
      const status = page.getByRole('status', { name: 'Run status' });
      await status.and(page.locator('[data-state=idle]')).waitFor({ state: 'attached' });
      await page.getByRole('toolbar', { name: 'Transport' }).getByRole('button').first().click();
      // the first seconds compile and lay out
      await page.waitForTimeout(3000);
      const steps = async () => Number(await status.getAttribute('data-steps'));
      const [before, began] = [await freshSteps(page, steps), performance.now()];
      const long = await page.evaluate(longTasksDuring, SECONDS_OF_PANELS * 1000);
      const after = await freshSteps(page, steps);
      speeds[which].push((after - before) / ((performance.now() - began) / 1000));
      if (which === 'all') tasks.push(...long);
      await page.close();
    }
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
  tell(`lab.${algo}.panels.none`, median(speeds.none), 'steps/s');
  tell(`lab.${algo}.panels.all`, median(speeds.all), 'steps/s');
  tell(`lab.${algo}.panels.share`, (100 * median(speeds.all)) / median(speeds.none), '%');
  tellTasks(`lab.${algo}.panels`, tasks);
}

/** The status says how far the run is every two seconds: waits until it has just said so. */
async function freshSteps(page: Page, steps: () => Promise<number>): Promise<number> {
  const before = await steps();
  while ((await steps()) === before) await page.waitForTimeout(10);
  return steps();
}

const site = await serveSite();
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--no-first-run', '--disable-background-networking', '--disable-quic'],
});
try {
  if (wanted('home')) await home(browser, site.address);
  if (wanted('panels')) await panels(browser, site.address);
  if (wanted('every-panel')) for (const algo of ['ppo-clip', 'trpo']) await everyPanel(browser, site.address, algo);
  const backend = wanted('lab') ? await lab(browser, site.address) : 'none';
  report({ machine: { ...machine(backend), browser: `Chromium ${browser.version()}` }, results }, options.json);
} finally {
  await browser.close();
  await site.close();
}
