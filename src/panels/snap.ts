/** The value nearest to `value` among whole steps inside the range: what a drag sets, so that a link stays short. */
export function snap(value: number, step: number, min: number, max: number): number {
  const inside = Math.min(
    Math.floor(max / step + SLACK),
    Math.max(Math.ceil(min / step - SLACK), Math.round(value / step)),
  );
  // 0.1 + 0.2 as it was meant, and no −0
  return Number((inside * step).toPrecision(12)) + 0;
}

/** Far less than a step, far more than a rounding error. */
const SLACK = 1e-9;
