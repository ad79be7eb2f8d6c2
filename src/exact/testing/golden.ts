import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = process.env.GOLDEN_DIR || fileURLToPath(new URL('../../../fixtures/golden', import.meta.url));

/**
 * Reference data that others computed; see fixtures/golden/README.md. The caller names the file's shape.
 * @param name The file's name without ".json".
 */
export function readGolden<Contents>(name: string): Contents {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Contents;
}

/** As near to the reference as float64 comes: by a part of it, by so much beside that, or both. */
export function agrees(value: number, reference: number, { relative = 1e-10, absolute = 0 } = {}): void {
  expect(Math.abs(value - reference)).toBeLessThanOrEqual(relative * Math.abs(reference) + absolute);
}
