import { expect, it } from 'vitest';
import { acceptedIndex, type Candidate, type Conditions, lineSearch } from './line-search.ts';

/** Tries steps along a line where the surrogate and the KL are known. */
async function search(
  conditions: Partial<Conditions>,
  surrogate: (factor: number) => number,
  kl: (factor: number) => number,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  const wanted = { surrogateOld: 1, maxKl: 0.01, penalty: 0, ...conditions };
  const tries = lineSearch({ backtrack: 0.5, lineSearchSteps: 4 }, wanted, async (factor) => ({
    surrogate: surrogate(factor),
    kl: kl(factor),
  }));
  for await (const candidate of tries) candidates.push(candidate);
  return candidates;
}

it('shortens the step until both conditions hold, and says why each candidate before was refused', async () => {
  const candidates = await search(
    {},
    (t) => (t > 0.6 ? 0.5 : 1 + t),
    (t) => 0.04 * t * t,
  );
  expect(candidates.map(({ factor, refused }) => [factor, refused])).toEqual([
    [1, 'no improvement, KL too large'],
    [0.5, null],
  ]);
  expect(acceptedIndex(candidates)).toBe(1);
});

it('takes both conditions with equality', async () => {
  const candidates = await search(
    {},
    () => 1,
    () => 0.01,
  );
  expect(acceptedIndex(candidates)).toBe(0);
});

it('gives up after L shortenings, and refuses what is not a number', async () => {
  const worse = await search(
    {},
    () => 0.9,
    () => 0,
  );
  expect(worse.map(({ refused }) => refused)).toEqual(Array(5).fill('no improvement'));
  const lost = await search(
    {},
    () => Number.NaN,
    () => Number.NaN,
  );
  for (const candidates of [worse, lost]) expect(acceptedIndex(candidates)).toBe(-1);
});

it('the penalised problem weighs KL against the surrogate instead of bounding it', async () => {
  const candidates = await search(
    { maxKl: Number.POSITIVE_INFINITY, penalty: 10 },
    (t) => 1 + t,
    (t) => 0.3 * t * t,
  );
  expect(candidates.map(({ improvement }) => Number(improvement.toFixed(6)))).toEqual([-2, -0.25, 0.0625]);
  expect(acceptedIndex(candidates)).toBe(2);
});
