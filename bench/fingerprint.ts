// `node bench/run.mjs fingerprint '#/lab?…'`: trains what a link describes to its end and prints the run's fingerprint.
import { createTrainer } from '../src/engine/create-trainer.ts';
import { decode } from '../src/presets/url.ts';
import { iterations } from './lib/training.ts';

const { experiment, notices } = decode(process.argv[2] ?? '');
for (const { word, text } of notices) process.stderr.write(`${word}: ${text}\n`);
const { algo, env, seed, backend, config } = experiment;
const host = { breathe: async () => {}, now: () => performance.now() };
const trainer = await createTrainer({ algo, env, seed, backend, config }, host, null);
let fingerprint = '';
for await (const record of iterations(trainer)) fingerprint = record.fingerprint;
process.stdout.write(`${fingerprint}\n`);
