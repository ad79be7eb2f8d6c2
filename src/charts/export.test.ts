import { describe, expect, it } from 'vitest';
import { csvOf } from './export.ts';

describe('csvOf', () => {
  it('quotes what needs quoting and keeps full precision', () => {
    const table = { columns: ['step', 'note'], rows: [[0.1 + 0.2, 'a, "b"'] as const, [2, null] as const] };
    expect(csvOf(table)).toBe('step,note\r\n0.30000000000000004,"a, ""b"""\r\n2,\r\n');
  });
});
