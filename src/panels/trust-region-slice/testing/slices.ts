import type { PlaneSlice } from '../../../engine/studies/plane-slice.ts';

/** For tests: a slice whose KL is its parabola, and whose surrogate is a plane that bends with distance. */
export function quadraticSlice({
  fisher = [0.1, 0.35, 1.9] as PlaneSlice['fisher'],
  gradient = [0.02, 0.05] as PlaneSlice['gradient'],
  delta = 0.02,
  bend = 0,
  part = 0.8,
  outside = 0,
  isBound = true,
} = {}): PlaneSlice {
  const [xx, xy, yy] = fisher;
  const kl = (x: number, y: number) => 0.5 * (xx * x * x + 2 * xy * x * y + yy * y * y);
  const surrogate = (x: number, y: number) => gradient[0] * x + gradient[1] * y - bend * (x * x + y * y);
  const length = Math.sqrt((2 * delta) / xx);
  const share = length / Math.hypot(...gradient);
  const mark = (x: number, y: number) => ({ at: [x, y] as const, surrogate: surrogate(x, y), kl: kl(x, y) });
  // closer together around 0
  const places = (low: number, high: number) =>
    Float64Array.from({ length: 15 }, (_, i) => {
      const s = i < 6 ? (i - 6) / 6 : (i - 6) / 8;
      return (s < 0 ? -low : high) * (0.3 * s + 0.7 * s ** 3);
    });
  const x = places(-1.4 * length, 1.6 * length);
  const y = places(-0.8 * length, 1.3 * length);
  const grid = (f: typeof kl) => Float64Array.from({ length: 225 }, (_, i) => f(x[i % 15]!, y[Math.floor(i / 15)]!));
  const step = mark(part * length, 0);
  return {
    x,
    y,
    kl: grid(kl),
    surrogate: grid(surrogate),
    fisher,
    gradient,
    delta,
    isBound,
    step: { ...step, kl: step.kl * (1 + outside) },
    stepOutside: outside * part * length,
    natural: mark(length, 0),
    vanilla: mark(share * gradient[0], share * gradient[1]),
    rows: 1024,
    axes: null,
  };
}
