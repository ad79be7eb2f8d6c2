/**
 * Which iterations keep a snapshot of θ: at first all, then every 2nd, 4th, 8th …, so that a run of any length keeps at
 * most 201. A pure function of the two iterations, so that worker and page agree without a word.
 */
const ALL_UP_TO = 50;
const AFTER_THAT = 150;

/** Whether θ of iteration `iteration` (0: before training) is kept in a run that has come to iteration `latest`. */
export function keepsSnapshot(iteration: number, latest: number): boolean {
  return iteration <= ALL_UP_TO || iteration % spacing(latest) === 0;
}

/** The least power of two that leaves few enough after the first ones. */
function spacing(latest: number): number {
  let spacing = 1;
  while ((latest - ALL_UP_TO) / spacing > AFTER_THAT) spacing *= 2;
  return spacing;
}
