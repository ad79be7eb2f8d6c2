import type { ConfigValue } from '../engine/run-spec.ts';
import type { ExactPanelSpec, PanelSpec } from '../panels/panel.ts';
import { joinHash, splitHash } from './address.ts';
import { DEFAULT_ALGORITHM, defaultPanels } from './defaults.ts';
import type { Experiment, Notice } from './experiment.ts';
import { fieldsOf } from './field-info.ts';
import { LinkReader } from './link-reader.ts';
import { writeValue } from './read-value.ts';
import { decode, encode, type Link } from './url.ts';

/** An exact panel's state, by field. */
export type PanelState = Readonly<Record<string, ConfigValue>>;

export interface PanelLink {
  /** Complete: what the link leaves out has its default. */
  readonly state: PanelState;
  readonly notices: readonly Notice[];
}

/** The id that a hash such as `#/panel/sigmoid-step?thetaOld=4` names; empty for `#/panel`. */
export function panelIdOf(hash: string): string {
  const [, id = ''] = /^panel\/?(.*)$/s.exec(splitHash(hash).page) ?? [];
  return id;
}

/** Reads the panel's state from a hash. Never throws; `decodePanel(spec, encodePanel(spec, x)).state` equals x. */
export function decodePanel(spec: ExactPanelSpec, hash: string): PanelLink {
  const { params, notices } = splitHash(hash);
  const link = new LinkReader(params, notices);
  const state = link.values(fieldsOf(spec.state));
  link.restOf(`the panel ${spec.id}`);
  return { state, notices: link.complaints };
}

/** The panel's address: only what differs from its defaults. */
export function encodePanel(spec: ExactPanelSpec, state: PanelState): string {
  const changed = fieldsOf(spec.state).filter((field) => state[field.key] !== field.default);
  return joinHash(
    `panel/${spec.id}`,
    changed.map(({ key }) => [key, writeValue(state[key]!)]),
  );
}

/** The experiment that a live panel's address describes, with the Lab's own keys; where it names no algorithm, one that suits. */
export function decodeLivePanel(spec: PanelSpec, hash: string): Link {
  const { page, params } = splitHash(hash);
  const implied = params.has('algo') ? undefined : suitableAlgorithm(spec);
  const link = decode(implied === undefined ? hash : joinHash(page, [['algo', implied], ...params]));
  return { ...link, experiment: { ...link.experiment, panels: [spec.id] } };
}

/** The inverse of `decodeLivePanel`, for algorithms that suit the panel. */
export function encodeLivePanel(spec: PanelSpec, experiment: Experiment): string {
  return encode({ ...experiment, panels: defaultPanels(experiment.algo) }, { page: `panel/${spec.id}` });
}

const suitableAlgorithm = ({ suits }: PanelSpec): string =>
  suits === 'all' || suits.includes(DEFAULT_ALGORITHM) ? DEFAULT_ALGORITHM : suits[0]!;
