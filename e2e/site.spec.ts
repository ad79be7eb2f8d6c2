import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

const DIST = 'dist';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** A plain static host: files below `prefix`, 404 for anything else, no special headers. */
function serveUnder(prefix: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const within = pathname.startsWith(prefix) ? normalize(pathname.slice(prefix.length)) : null;
    const file = within === null ? null : join(DIST, within === '.' ? 'index.html' : within);
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Everything about `page` that a quiet site never shows: errors, failed answers, requests to other hosts. */
function complaints(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) found.push(`other host: ${request.url()}`);
  });
  return found;
}

test('Home opens in silence and asks no other host for anything', async ({ page, baseURL }) => {
  const found = complaints(page, new URL(baseURL!).origin);
  await page.goto('./');
  await expect(page).toHaveTitle(/Policy Gradient Playground/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(found).toEqual([]);
});

test('Home never loads TensorFlow.js', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((path) => /\.wasm$|worker/.test(path))).toEqual([]);
});

test('the site works from a sub-path of any static host', async ({ page }) => {
  const prefix = '/some/sub/path/';
  const server = await serveUnder(prefix);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const found = complaints(page, origin);
    await page.goto(`${origin}${prefix}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    // The Lab brings its own chunks, a worker and WebAssembly.
    await page.goto(`${origin}${prefix}#/lab`);
    await expect(page.getByRole('status', { name: 'Run status' })).toHaveAttribute('data-backend', 'wasm');
    expect(found).toEqual([]);
  } finally {
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  }
});
