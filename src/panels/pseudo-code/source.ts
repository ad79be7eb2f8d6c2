/** The algorithms as they run, as text: fetched when somebody looks. */
const FILES = import.meta.glob<string>('../../engine/algorithms/*/{train,worker}.ts', {
  query: '?raw',
  import: 'default',
});

/** A piece of a file: the very lines that do the work of one line of the box. */
export interface Excerpt {
  /** Name of the file inside the algorithm's folder. */
  readonly file: string;
  readonly code: string;
}

/** The source of line `number` (from 1) of an algorithm's box; null where no comment of that number stands. */
export async function loadExcerpt(algo: string, number: number): Promise<Excerpt | null> {
  const folder = `/algorithms/${algo}/`;
  for (const [path, load] of Object.entries(FILES)) {
    if (!path.includes(folder)) continue;
    const code = excerptOf(await load(), number);
    if (code !== null) return { file: path.slice(path.lastIndexOf('/') + 1), code };
  }
  return null;
}

/** A comment that begins a line of the box, or several of them: "// 4  …", "// 4 – 6  …". */
const NUMBERED = /^\s*\/\/ \d+( {2}| – )/;
const YIELDS = /\byield line(With)?\(/;

/**
 * What stands from the comment "// n  …" to the `yield` of that line, or to where the next number or the end of the block
 * comes first. As written, but for the indentation of the whole.
 */
export function excerptOf(source: string, number: number): string | null {
  const rows = source.split('\n');
  const first = rows.findIndex((row) => new RegExp(`^\\s*// ${number}  `).test(row));
  if (first < 0) return null;
  const margin = depth(rows[first]!);
  let end = first + 1;
  while (end < rows.length && !NUMBERED.test(rows[end]!) && depth(rows[end]!) >= margin) end++;
  const section = rows.slice(first, lastRowOf(rows.slice(0, end), first, margin) + 1);
  while (section.at(-1)?.trim() === '') section.pop();
  return section.map((row) => row.slice(margin)).join('\n');
}

/** Where the statement with the `yield` ends, and the block that it may stand in; the last row if nothing is yielded. */
function lastRowOf(rows: readonly string[], first: number, margin: number): number {
  const yielding = rows.findIndex((row, i) => i > first && YIELDS.test(row));
  if (yielding < 0) return rows.length - 1;
  const reach = depth(rows[yielding]!);
  let last = yielding;
  while (last < rows.length - 1 && !(depth(rows[last]!) === reach && rows[last]!.endsWith(';'))) last++;
  while (last < rows.length - 1 && (depth(rows[last + 1]!) > margin || closes(rows[last + 1]!, margin, reach))) {
    if (rows[last + 1]!.trim() === '') break;
    last++;
    if (depth(rows[last]!) === margin) break;
  }
  return last;
}

/** The brace that ends a block which began at `margin`, where the `yield` stands deeper. */
const closes = (row: string, margin: number, reach: number): boolean =>
  reach > margin && depth(row) === margin && row.trim().startsWith('}');

/** Spaces before a row; an empty one is as deep as can be. */
const depth = (row: string): number => (row.trim() === '' ? Number.POSITIVE_INFINITY : row.search(/\S/));
