import type { Table } from '../../charts/export.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import type { PinnedRun, RunIdentity } from '../../state/pinned-runs.ts';
import { fullName } from './company.ts';

const COLUMNS = [
  'run',
  'algo',
  'env',
  'seed',
  'kind',
  'steps',
  'updates',
  'seconds',
  'iteration',
  'return',
  'length',
  'mean25',
] as const;

/** The run in hand with every episode that is kept; pinned runs, of whatever environment, with their thinned means. */
export function tableOf(live: RunIdentity, { episodes, iterations }: MetricLog, pinned: readonly PinnedRun[]): Table {
  const who = (run: RunIdentity, name: string) => [name, run.algo, run.env, run.seed] as const;
  const mine = who(live, 'this run');
  const everyone = [live, ...pinned];
  return {
    columns: COLUMNS,
    rows: [
      ...episodes.map((e) => [
        ...mine,
        'episode',
        e.endStep,
        e.updates,
        e.seconds,
        e.iteration,
        e.return,
        e.length,
        e.mean25,
      ]),
      ...iterations.flatMap((r) =>
        r.evaluation
          ? [[...mine, 'evaluation', r.steps, r.updates, r.seconds, r.iteration, r.evaluation.mean, null, null]]
          : [],
      ),
      ...pinned.flatMap((run) => {
        const his = who(run, plainText(fullName(run, everyone)));
        return [
          ...run.curve.map((p) => [...his, 'mean', p.steps, p.updates, p.seconds, p.iteration, null, null, p.value]),
          ...run.evaluations.map((p) => [
            ...his,
            'evaluation',
            p.steps,
            p.updates,
            p.seconds,
            p.iteration,
            p.value,
            null,
            null,
          ]),
        ];
      }),
    ],
  };
}
