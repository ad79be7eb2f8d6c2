// Whether every preset of the gallery does what it says, on its own seed. See README.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findEnvironment } from '../src/engine/envs/index.ts';
import type { IterationRecord } from '../src/engine/run-events.ts';
import { CLINIC, PRESETS } from '../src/presets/catalogue.ts';
import { type Claim, check, sayClaim, type ToldRun } from '../src/presets/claims.ts';
import { mendedLink, presetLink } from '../src/presets/preset-link.ts';
import { decode } from '../src/presets/url.ts';
import { progress } from './lib/report.ts';
import { table, writeSection } from './lib/results-file.ts';
import { resumeTrainer } from './lib/training.ts';

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });

/** Points of a run's curve that the gallery draws. */
const POINTS = 60;
const CURVES = 'src/presets/curves.json';

interface Told extends ToldRun {
  readonly steps: number;
  readonly seconds: number;
  readonly fingerprint: string;
  readonly curve: readonly (readonly [steps: number, mean: number])[];
}

async function tell(hash: string): Promise<Told> {
  const { algo, env, seed, config } = decode(hash).experiment;
  const trainer = await resumeTrainer({ algo, env, seed, backend: 'wasm', config }, null);
  const iterations: IterationRecord[] = [];
  const began = performance.now();
  let diverged = false;
  for (;;) {
    const event = await trainer.next();
    if (event.kind === 'iteration') iterations.push(event.record);
    if (event.kind === 'diverged') diverged = true;
    if (event.kind === 'finished' || event.kind === 'diverged') break;
  }
  trainer.dispose();
  const last = iterations.at(-1);
  return {
    iterations,
    diverged,
    threshold: findEnvironment(env).successThreshold,
    steps: last?.steps ?? 0,
    seconds: (performance.now() - began) / 1000,
    fingerprint: last?.fingerprint ?? '',
    curve: curveOf(iterations),
  };
}

function curveOf(iterations: readonly IterationRecord[]): Told['curve'] {
  const known = iterations.filter(({ return100 }) => return100 !== null);
  const every = Math.max(1, Math.ceil(known.length / POINTS));
  return known
    .filter((_, i) => i % every === 0 || i === known.length - 1)
    .map(({ steps, return100 }) => [steps, Number(return100!.toPrecision(4))] as const);
}

const rows: string[][] = [];
const curves: Record<string, Told['curve']> = {};
let broken = 0;

function hold(id: string, told: Told, claims: readonly Claim[]): void {
  curves[id] = told.curve;
  for (const claim of claims) {
    const { holds, figure } = check(claim, told);
    if (!holds) broken += 1;
    const row = [
      id,
      sayClaim(claim),
      holds ? 'yes' : 'no',
      Number.isFinite(figure) ? String(Number(figure.toPrecision(3))) : '–',
      told.steps.toLocaleString('en'),
      told.seconds.toFixed(1),
      told.fingerprint,
    ];
    rows.push(row);
    progress(row.join(' | '));
  }
}

for (const preset of PRESETS.filter(({ id }) => !options.only || id.includes(options.only)))
  hold(preset.id, await tell(presetLink(preset)), preset.claims);
for (const one of CLINIC.filter(({ id }) => !options.only || id.includes(options.only)))
  hold(`${one.id}, mended`, await tell(mendedLink(one)), one.mended);

if (!options.only) {
  const head = ['preset', 'claim', 'held', 'figure', 'steps', 'seconds', 'fingerprint'];
  writeSection('Gallery', `Every preset on its own seed, and every clinic case mended.\n\n${table(head, rows)}`);
  writeFileSync(CURVES, `${JSON.stringify(curves)}\n`);
}
if (broken > 0) {
  progress(`${broken} claims did not hold.`);
  process.exitCode = 1;
}
