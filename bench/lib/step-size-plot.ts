import { line, scaleLinear, scaleLog } from 'd3';

export interface StepSizeCurve {
  readonly algo: string;
  readonly key: string;
  readonly points: readonly {
    readonly stepSize: number;
    /** Greedy returns after training, one a seed. */
    readonly returns: readonly number[];
    /** Shares of the seeds, 0 to 1. */
    readonly solved: number;
    readonly collapsed: number;
  }[];
}

/** The look's hues for algorithms, on paper. */
const HUES: Readonly<Record<string, string>> = {
  reinforce: '#572b1c',
  a2c: '#7b5c1b',
  'is-pg': '#cb6d7f',
  trpo: '#1a635f',
  'ppo-kl': '#2283ba',
  'ppo-clip': '#468efd',
};
const PANEL = { width: 250, height: 170, gap: 26, left: 40, top: 30 };

/** Small multiples, one algorithm each: seed dots and the line of their means against step size. An SVG document. */
export function drawStepSizes(curves: readonly StepSizeCurve[]): string {
  const columns = 3;
  const rows = Math.ceil(curves.length / columns);
  const width = PANEL.left + columns * (PANEL.width + PANEL.gap);
  const height = rows * (PANEL.height + PANEL.top + 40);
  const panels = curves.map((curve, i) => {
    const x = PANEL.left + (i % columns) * (PANEL.width + PANEL.gap);
    const y = PANEL.top + Math.floor(i / columns) * (PANEL.height + PANEL.top + 40);
    return `<g transform="translate(${x} ${y})">${panel(curve, i % columns === 0)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#63676c"><title>Return after training against step size, one panel an algorithm, one dot a seed</title><rect width="${width}" height="${height}" fill="#fcfcfa"/>${panels.join('')}</svg>\n`;
}

function panel({ algo, key, points }: StepSizeCurve, withScale: boolean): string {
  const { width, height } = PANEL;
  const x = scaleLog([1e-4, 1], [8, width - 8]);
  const y = scaleLinear([0, 500], [height, 0]);
  const hue = HUES[algo] ?? '#17191c';
  const means = points.map(({ stepSize, returns }): [number, number] => [
    x(stepSize),
    y(returns.reduce((sum, value) => sum + value, 0) / returns.length),
  ]);
  const dots = points.flatMap(({ stepSize, returns }) =>
    returns.map(
      (value) =>
        `<circle cx="${x(stepSize).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.5" fill="${hue}" opacity=".45"/>`,
    ),
  );
  const ticks = [1e-4, 1e-3, 1e-2, 1e-1, 1].map(
    (value, i) =>
      `<text x="${x(value)}" y="${height + 16}" text-anchor="middle">${['.0001', '.001', '.01', '.1', '1'][i]}</text>`,
  );
  const scale = withScale
    ? [0, 250, 500].map((value) => `<text x="-8" y="${y(value) + 4}" text-anchor="end">${value}</text>`)
    : [];
  return [
    `<text y="-12" fill="${hue}" font-size="14">${algo}</text>`,
    `<text x="${width}" y="${height + 32}" text-anchor="end">${key === 'delta' ? 'δ' : 'learning rate'}</text>`,
    `<path d="M0 ${height}H${width}" stroke="#87867f"/><path d="M0 ${y(475)}H${width}" stroke="#dddcd6"/>`,
    ...dots,
    `<path d="${line()(means)}" fill="none" stroke="${hue}" stroke-width="2"/>`,
    ...ticks,
    ...scale,
  ].join('');
}
