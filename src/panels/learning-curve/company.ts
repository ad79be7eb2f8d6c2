import { thousands } from '../../charts/format.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import type { ConfigValue } from '../../engine/run-spec.ts';
import { differOnlyInSeed, type PinnedRun, type RunIdentity, shapesCurve } from '../../state/pinned-runs.ts';
import { fieldSymbol, tersely } from '../field-symbol.ts';

/** The run in hand among the pinned ones that can stand in its figure: those of the same environment. */
export interface Company {
  /** What tells the run in hand from the others; empty where nothing does. Rich-text markup. */
  readonly name: string;
  readonly families: readonly Family[];
  /** How many were pinned in other environments: their returns have another axis. */
  readonly elsewhere: number;
}

/** Pinned runs that differ only in their seed; most often there is one. */
export interface Family {
  readonly mark: number;
  readonly algo: string;
  /** What tells it from the others. Rich-text markup, parts joined by ", ". */
  readonly name: string;
  readonly members: readonly PinnedRun[];
  /** The run in hand is one of them. */
  readonly hasLive: boolean;
}

export function companyOf(live: RunIdentity, pinned: readonly PinnedRun[]): Company {
  const here = pinned.filter(({ env }) => env === live.env);
  const everyone = [live, ...here];
  const families: PinnedRun[][] = [];
  for (const run of here) {
    const family = families.find(([first]) => first && differOnlyInSeed(first, run));
    if (family) family.push(run);
    else families.push([run]);
  }
  return {
    name: nameOf(live, everyone),
    families: families.map((members) => {
      const first = members[0]!;
      const hasLive = differOnlyInSeed(first, live);
      const seeds = new Set([...members, ...(hasLive ? [live] : [])].map(({ seed }) => seed));
      const name =
        seeds.size > 1
          ? [...differences(first, everyone), `seeds ${listed([...seeds])}`].join(', ')
          : nameOf(first, everyone);
      return { mark: first.mark, algo: first.algo, name, members, hasLive };
    }),
    elsewhere: pinned.length - here.length,
  };
}

/** A pinned run by what tells it from the others in its environment, for lists: never empty. */
export function fullName(run: PinnedRun, everyone: readonly RunIdentity[]): string {
  const here = everyone.filter(({ env }) => env === run.env);
  return nameOf(run, here) || `seed ${run.seed}`;
}

/** Pinned runs as a list has them: those of one experiment together, of which only the first needs all of its name. */
export function inFamilies(pinned: readonly PinnedRun[]): readonly { run: PinnedRun; isFirst: boolean }[] {
  const head = (run: PinnedRun) => pinned.findIndex((other) => other === run || differOnlyInSeed(other, run));
  return pinned.map((run, i) => ({ run, head: head(run), isFirst: head(run) === i })).sort((a, b) => a.head - b.head);
}

/** What tells a run from the others: algorithm, then settings, then seed; empty if nothing does. */
function nameOf(run: RunIdentity, everyone: readonly RunIdentity[]): string {
  return [
    ...differences(run, everyone),
    differsInSeed(run, everyone) ? `seed ${run.seed}` : '',
    run.edited ? 'edited midway' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Whether its seed says something: it has siblings with others, or is compared with what never ran with this one. */
function differsInSeed(run: RunIdentity, everyone: readonly RunIdentity[]): boolean {
  return everyone.some((other) => {
    if (differOnlyInSeed(run, other)) return other.seed !== run.seed;
    const family = everyone.filter((another) => another === other || differOnlyInSeed(other, another));
    return family.every(({ seed }) => seed !== run.seed);
  });
}

/** Algorithms are told apart by their names; runs of one algorithm by the settings in which they disagree. */
function differences(run: RunIdentity, everyone: readonly RunIdentity[]): string[] {
  const kin = everyone.filter(({ algo }) => algo === run.algo);
  const keys = Object.keys(run.config).filter((key) =>
    kin.some(
      ({ config }) => config[key] !== run.config[key] && (shapesCurve(key, config) || shapesCurve(key, run.config)),
    ),
  );
  const title = kin.length < everyone.length ? [findAlgorithm(run.algo).spec.title] : [];
  return [...title, ...keys.map((key) => `${fieldSymbol(run.algo, key)} ${valueInWords(run.config[key]!)}`)];
}

const valueInWords = (value: ConfigValue): string =>
  typeof value === 'number' && value >= 1000 ? thousands(value) : tersely(value);

/** 1, 2, 3, 7 → "1–3, 7". */
function listed(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const rows: number[][] = [];
  for (const number of sorted) {
    const row = rows.at(-1);
    if (row?.at(-1) === number - 1) row.push(number);
    else rows.push([number]);
  }
  return rows.map((row) => (row.length > 2 ? `${row[0]}–${row.at(-1)}` : row.join(', '))).join(', ');
}
