// After a build: how much JavaScript each page and the worker load, and whether they ask any other host for anything.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const DIST = 'dist';
/** Strings that survive minification in whatever bundles a part of TensorFlow.js. */
const TENSORFLOW = /WASM_HAS_SIMD_SUPPORT|_tfengine|FusedBatchNorm|BatchMatMul/;

/**
 * @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 * @typedef {{ name: string, value: string, limit: string, passed: boolean }} Check
 */

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));
const text = (/** @type {string} */ file) => readFileSync(join(DIST, file), 'utf8');
const gzipped = (/** @type {Iterable<string>} */ files) =>
  [...files].reduce((total, file) => total + gzipSync(text(file), { level: 9 }).length, 0);
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** The chunks that loading `keys` brings along, as files. @param {string[]} keys */
function loadedWith(keys) {
  const seen = new Set(keys);
  for (const key of seen) for (const next of manifest[key]?.imports ?? []) seen.add(next);
  const files = [...seen].map((key) => manifest[key]?.file ?? '');
  return new Set(files.filter((file) => file.endsWith('.js')));
}

/** Scripts that `file` names, at once or later, and so on. Worker bundles are not in the manifest. @param {string} entry */
function reachable(entry) {
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));
  const seen = new Set([entry]);
  for (const file of seen) {
    const source = text(file);
    for (const name of scripts)
      if (source.includes(`./${name}`) || source.includes(`assets/${name}`)) seen.add(`assets/${name}`);
  }
  return [...seen];
}

/** Home and Lab load the entry, their own chunk, and the Lab its panels. @param {RegExp} lazy */
function pageFiles(lazy) {
  const keys = Object.keys(manifest);
  const own = keys.filter((key) => lazy.test(key));
  return { own, files: loadedWith([...keys.filter((key) => manifest[key]?.isEntry), ...own]) };
}

/** @param {string} name @param {RegExp} lazy @param {number} limit in bytes @returns {Check[]} */
function checkPage(name, lazy, limit) {
  const { own, files } = pageFiles(lazy);
  const bytes = gzipped(files);
  const heavy = [...files].filter((file) => TENSORFLOW.test(text(file)));
  return [
    {
      name: `${name}: JavaScript, gzipped (${files.size} files)`,
      value: own.length > 0 ? kilobytes(bytes) : 'no chunk of its own',
      limit: kilobytes(limit),
      passed: own.length > 0 && bytes <= limit,
    },
    {
      name: `${name}: free of TensorFlow.js`,
      value: heavy.map((file) => basename(file)).join(', ') || 'free',
      limit: 'free',
      passed: heavy.length === 0,
    },
  ];
}

/** @param {number} limit in bytes @returns {Check} */
function checkWorker(limit) {
  const entry = readdirSync(join(DIST, 'assets')).find((name) => /^train\.worker-.*\.js$/.test(name));
  const files = entry ? reachable(`assets/${entry}`) : [];
  const bytes = gzipped(files);
  return {
    name: `Worker: JavaScript, gzipped (${files.length} files)`,
    value: entry ? kilobytes(bytes) : 'not found',
    limit: kilobytes(limit),
    passed: entry !== undefined && bytes <= limit,
  };
}

/** Addresses that a browser would fetch by itself, in the page, style sheets and the web app's manifest. @returns {Check} */
function checkHosts() {
  /** @type {Record<string, RegExp>} */
  const fetched = {
    '.html':
      /<(?:script|link|img|iframe|source|video|audio|object|embed|use)\b[^>]*?\s(?:src|srcset|href|data)\s*=\s*["']?([^"'\s>]+)/g,
    '.css': /(?:url\(|@import\s+)\s*["']?([^"')\s]+)/g,
    '.webmanifest': /"(?:src|start_url|scope|id)"\s*:\s*"([^"]+)"/g,
  };
  const addresses = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    const pattern = fetched[extname(file)];
    return pattern ? [...text(file).matchAll(pattern)].map(([, address = '']) => address) : [];
  });
  // "https://…", "//…" and "/…" all leave the folder that the site is served from.
  const outside = addresses.filter((address) => /^(?:(?!data:|blob:)[a-z][a-z\d+.-]*:|\/)/i.test(address));
  return {
    name: `Addresses relative and on this host (${addresses.length})`,
    value: outside.join(', ') || 'all',
    limit: 'all',
    passed: addresses.length > 0 && outside.length === 0,
  };
}

/** Folders of panels that stand on pages of their own and never in the Lab. */
const exact = readdirSync('src/panels').filter((id) => {
  const spec = join('src/panels', id, 'spec.ts');
  return existsSync(spec) && readFileSync(spec, 'utf8').includes('exactPanel(');
});
const inLab = new RegExp(`^src/pages/lab/|^src/panels/(?!(${exact.join('|')})/)`);

const checks = [
  ...checkPage('Home', /^src\/pages\/home\//, 200_000),
  ...checkPage('Lab', inLab, 300_000),
  checkWorker(420_000),
  checkHosts(),
];

const width = Math.max(...checks.map(({ name }) => name.length));
for (const { name, value, limit, passed } of checks)
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(width)}  ${value.padStart(10)}  of ${limit}`);

const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
if (json) {
  mkdirSync(dirname(json), { recursive: true });
  writeFileSync(json, `${JSON.stringify({ checks }, null, 2)}\n`);
}
process.exitCode = checks.every(({ passed }) => passed) ? 0 : 1;
