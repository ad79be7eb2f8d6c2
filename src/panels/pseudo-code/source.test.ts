import { describe, expect, it } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { ALGORITHMS } from '../../engine/algorithms/index.ts';
import { excerptOf, loadExcerpt } from './source.ts';

const FILES = import.meta.glob<string>('../../engine/algorithms/*/{train,worker}.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe.each(ALGORITHMS.map(({ spec }) => [spec.id, spec] as const))('%s', (id, { lines }) => {
  it('has the source of each of its lines, as it is written', async () => {
    for (const number of lines.keys()) {
      const { file, code } = (await loadExcerpt(id, number + 1))!;
      const source = FILES[`../../engine/algorithms/${id}/${file}`]!;
      const squeeze = (text: string) => text.replaceAll(/^ +/gm, '');
      expect(squeeze(source)).toContain(squeeze(code));
      const [comment, ...rest] = code.split('\n');
      expect(comment).toMatch(new RegExp(`^// ${number + 1}  \\S`));
      expect(rest.length).toBeGreaterThan(0);
      expect(rest.join('\n')).not.toMatch(/^\s*\/\/ \d+( {2}| – )/m);
      // Braces are even: nothing is cut in the middle. A loop or its head may stay open where the next line is inside it.
      const open = code.replaceAll(/[^{]/g, '').length - code.replaceAll(/[^}]/g, '').length;
      expect(open).toBeGreaterThanOrEqual(0);
    }
  });

  it('says of each line what it means', () => {
    for (const { text, meaning } of lines) {
      expect(meaning, text).toBeDefined();
      const words = plainText(meaning!);
      expect(words).not.toMatch(/[*_{}^[\]]/);
      expect(words).toMatch(/^[A-Z*θx].*[.?]$/u);
      expect(words.length).toBeGreaterThan(25);
      expect(words.length).toBeLessThan(260);
    }
  });
});

it('ends with the yield of its line, and the block that it stands in', () => {
  const source = [
    '  // 1  first',
    '  const a = 1;',
    '  yield line(1, () => [',
    '    { label: "a", value: a },',
    '  ]);',
    '  after();',
    '  // 2  second',
    '  if (a) {',
    '    yield line(2);',
    '  }',
    '  metrics();',
    '}',
    '// 12  another',
  ].join('\n');
  expect(excerptOf(source, 1)).toBe(
    '// 1  first\nconst a = 1;\nyield line(1, () => [\n  { label: "a", value: a },\n]);',
  );
  expect(excerptOf(source, 2)).toBe('// 2  second\nif (a) {\n  yield line(2);\n}');
  expect(excerptOf(source, 3)).toBeNull();
});
