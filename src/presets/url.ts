import { ALGORITHMS } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import { BACKENDS, type ConfigValue } from '../engine/run-spec.ts';
import { LAB_SPECS } from '../panels/specs.ts';
import { joinHash, splitHash } from './address.ts';
import { configFields } from './config-schema.ts';
import {
  DEFAULT_ALGORITHM,
  DEFAULT_ENVIRONMENT,
  defaultExperiment,
  defaultPanels,
  startingPanelState,
} from './defaults.ts';
import type { Experiment, Notice } from './experiment.ts';
import { fieldsOf } from './field-info.ts';
import { HISTORY, type History, migrate } from './history.ts';
import { LinkReader } from './link-reader.ts';
import { pairingProblem, possibleEnvironment } from './pairing.ts';
import { writeValue } from './read-value.ts';
import { runFields } from './run-fields.ts';
import { tunedConfig } from './tuned.ts';

/** What a link says, and what was wrong with it. */
export interface Link {
  /** "home", "lab", or whatever else the path names. */
  readonly page: string;
  /** Complete: what the link leaves out is filled in with the defaults of its version. */
  readonly experiment: Experiment;
  readonly notices: readonly Notice[];
}

/** Reads a location hash such as `#/lab?env=Pendulum-v1&seed=7`. Never throws; `decode(encode(x)).experiment` equals x. */
export function decode(hash: string, history: History = HISTORY): Link {
  const { page, params, notices } = splitHash(hash);
  const link = new LinkReader(params, notices);
  const version = link.version(history);
  link.rewrite((written) => migrate(written, version, history));

  const algo = link.id(
    'algo',
    'algorithm',
    ALGORITHMS.map(({ spec }) => spec.id),
    DEFAULT_ALGORITHM,
  );
  const asked = link.id(
    'env',
    'environment',
    ENVIRONMENTS.map(({ id }) => id),
    possibleEnvironment(algo, DEFAULT_ENVIRONMENT),
  );
  const problem = pairingProblem(algo, asked);
  if (problem) link.notices.push({ word: 'Impossible pair', text: problem });
  const env = possibleEnvironment(algo, asked);

  const { seed, backend } = runFields.parse(link.values(fieldsOf(runFields)));
  const config = link.values(configFields(algo, env), { tuned: tunedConfig(algo, env, version, history) });
  const panels = link.ids(
    'panels',
    'panel',
    LAB_SPECS.map(({ id }) => id),
    defaultPanels(algo),
  );
  const hide = link.ids('hide', 'control', CONTROLS, []);
  const start = startingPanelState(algo, env);
  const panelState = Object.fromEntries(
    LAB_SPECS.map(({ id, state }) => [id, link.values(fieldsOf(state), { tuned: start[id], prefix: `${id}.` })]),
  );
  link.rest(algo, env);
  return {
    page,
    experiment: { algo, env, seed, backend, config, panels, panelState, hide },
    notices: link.complaints,
  };
}

export interface EncodeOptions {
  readonly page?: string;
  /** A link that outlives this version of the defaults: it also says `v` and the backend. */
  readonly share?: boolean;
  /** The backend that really runs, which a shared link names instead of the one that was asked for. */
  readonly resolvedBackend?: string | null;
}

/** The experiment as a location hash: only what differs from its pairing's defaults at the current version. */
export function encode(experiment: Experiment, { page = 'lab', share, resolvedBackend }: EncodeOptions = {}): string {
  const { algo, env } = experiment;
  const standard = defaultExperiment(algo, env);
  const params: (readonly [string, string])[] = [];
  const write = (key: string, value: ConfigValue | undefined, unless?: ConfigValue) => {
    if (value !== undefined && value !== unless) params.push([key, writeValue(value)]);
  };

  if (share) write('v', HISTORY.current);
  write('algo', algo, DEFAULT_ALGORITHM);
  write('env', env, possibleEnvironment(algo, DEFAULT_ENVIRONMENT));
  write('seed', experiment.seed, standard.seed);
  const running = BACKENDS.find((id) => id === resolvedBackend) ?? experiment.backend;
  if (share) write('backend', running);
  else write('backend', experiment.backend, standard.backend);
  for (const [key, unless] of Object.entries(standard.config)) write(key, experiment.config[key], unless);
  write('panels', experiment.panels.join(), standard.panels.join());
  write('hide', experiment.hide.join(), '');
  for (const [panel, state] of Object.entries(standard.panelState))
    for (const [key, unless] of Object.entries(state))
      write(`${panel}.${key}`, experiment.panelState[panel]?.[key], unless);
  return joinHash(page, params);
}

/** What `hide` may name. Keys of every pairing: a hidden control stays hidden when algorithm or environment change. */
export const CONTROLS: readonly string[] = [
  ...new Set([
    'algo',
    'env',
    'seed',
    ...ENVIRONMENTS.flatMap(({ options }) => Object.keys(options?.fields.shape ?? {})),
    ...ALGORITHMS.flatMap(({ spec }) => Object.keys(spec.config.shape)),
  ]),
];
