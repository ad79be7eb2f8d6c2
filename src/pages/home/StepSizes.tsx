import { fixed, shortest } from '../../charts/format.ts';
import { pathOf } from '../../charts/paths.ts';
import { banditTrials, ends, SEEDS, UPDATES } from './bandit-trials.ts';

const WIDTH = 320;
const HEIGHT = 132;
const [TOP, FOOT] = [6, HEIGHT - 6];

/** The same twelve seeds at three step sizes: every line is one run, every run is computed when the page opens. */
export function StepSizes() {
  return (
    <div className="trio">
      {[0.1, 2, 60].map((stepSize) => (
        <Trials key={stepSize} stepSize={stepSize} />
      ))}
    </div>
  );
}

function Trials({ stepSize }: { readonly stepSize: number }) {
  const trials = banditTrials(stepSize);
  const link = `#/lab?algo=reinforce&env=Bandit-v0&nEpisodes=8&baseline=none&stepSize=${stepSize}`;
  const y = (p: number) => FOOT - p * (FOOT - TOP);
  return (
    <a className="card" href={link}>
      <div className="thumb trial-plot">
        <span className="trial-ticks" aria-hidden="true">
          <span>1</span>
          <span>0</span>
        </span>
        <svg className="trials" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <line className="hair" x1={0} x2={WIDTH} y1={FOOT} y2={FOOT} />
          <line className="gr" x1={0} x2={WIDTH} y1={y(0.5)} y2={y(0.5)} />
          <line className="gr" x1={0} x2={WIDTH} y1={TOP} y2={TOP} />
          {trials.map((curve, seed) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the seed
              key={seed}
              className="trial-run"
              d={pathOf(curve.map((p, update) => [(update / UPDATES) * WIDTH, y(p)]))}
            />
          ))}
        </svg>
      </div>
      <h3>
        <i className="m">α</i> = {shortest(stepSize)}
      </h3>
      <p>{sentence(trials)}</p>
    </a>
  );
}

function sentence(trials: readonly (readonly number[])[]): string {
  const { better, worse } = ends(trials);
  if (better === SEEDS) return `All ${SEEDS} seeds find the better arm.`;
  if (worse > 0)
    return `${better} of ${SEEDS} seeds find the better arm at once. ${worse} fell off the cliff: certain of the worse one, they never look again.`;
  const mean = trials.reduce((sum, curve) => sum + (curve.at(-1) ?? 0), 0) / trials.length;
  return `After ${UPDATES} updates the better arm is pulled ${fixed(mean * 100, 0)}\u00a0% of the time. It will take a while.`;
}
