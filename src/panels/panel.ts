import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { DiagnosticId } from '../engine/run-events.ts';
import type { ConfigValue } from '../engine/run-spec.ts';

/** What every panel is, as pure data (no React, no D3): for the URL, menus and the contract tests. */
interface Described<State extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  /** A question in plain words. */
  readonly title: string;
  /** What one sees, for the menu and for screen readers. */
  readonly summary: string;
  /** Its own state in the URL; every field has a default. */
  readonly state: State;
}

/** What the Lab must know of a panel to offer it and to give it a cell. Its state stands in the Lab's URL under `<id>.<key>`. */
export interface LabSpec<State extends z.ZodObject = z.ZodObject> extends Described<State> {
  /** Algorithm ids that it suits, or 'all'. */
  readonly suits: readonly string[] | 'all';
  /** The Lab's column where it stands by default. */
  readonly column: 'middle' | 'right';
  /** What it opens with in a Lab of this pairing, where that is not its defaults: the fields that differ. */
  readonly startsFrom?: (lab: { readonly algo: string; readonly env: string }) => Partial<z.infer<State>>;
}

/** A panel that draws a run. */
export interface PanelSpec<State extends z.ZodObject = z.ZodObject> extends LabSpec<State> {
  /** What the worker must compute while this panel is visible. */
  readonly needs: readonly DiagnosticId[];
  /** Shown in the Lab unless the URL says otherwise. */
  readonly byDefault: boolean;
}

/** Loaded lazily with the page that shows it. A panel reads the run through `state/` and draws; it owns no run. */
export type PanelComponent = ComponentType<Record<string, never>>;

/** A panel that computes a small problem exactly, without a run: a page of its own, `#/panel/<id>?key=value`. */
export interface ExactPanelSpec<State extends z.ZodObject = z.ZodObject> extends Described<State> {
  /** Title of the lecture's slide that it makes touchable. */
  readonly slide: string;
  /** Words before the named cases, in rich-text markup. */
  readonly casesLabel?: string;
  /** The instructive states, two to four. */
  readonly cases: readonly NamedCase<State>[];
}

/**
 * An exact panel that trains runs of its own when somebody asks, and ends them when it is closed. It has its page, and a cell
 * in the Lab, whose run it neither reads nor moves.
 */
export type OwnRunsSpec<State extends z.ZodObject = z.ZodObject> = ExactPanelSpec<State> & LabSpec<State>;

/** A state with the words on its button (rich-text markup). Fields that it leaves out are as the panel opened with them. */
export interface NamedCase<State extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly state: Partial<z.infer<State>>;
}

/** Hands the specification back, its cases checked against its own state. */
export const exactPanel = <State extends z.ZodObject>(spec: ExactPanelSpec<State>): ExactPanelSpec<State> => spec;

/** The same for one with runs of its own. */
export const ownRunsPanel = <State extends z.ZodObject>(spec: OwnRunsSpec<State>): OwnRunsSpec<State> => spec;

/** The state of an exact panel, as plain values. */
export type StateOf<Spec extends ExactPanelSpec> = z.infer<Spec['state']>;

/** What an exact panel gets from where it stands. It keeps no state of its own that a link should carry. */
export interface ExactPanelProps<Spec extends ExactPanelSpec> {
  readonly state: StateOf<Spec>;
  /** What it opened with, and Reset returns to, where that is not its defaults. */
  readonly start?: StateOf<Spec>;
  /** Changes some fields; values that the schema allows, on the field's own steps. */
  readonly set: (change: Partial<StateOf<Spec>>) => void;
}

/** One sentence about the present state, two at most. */
export interface Judgement {
  /** 0: within the bounds; 1: at them; 2: past them. */
  readonly level: 0 | 1 | 2;
  /** Rich-text markup with colours: see charts/rich-text. */
  readonly text: string;
}

/** An exact panel's component as a page meets it, which knows nothing of its fields. Loaded lazily. */
export type ExactPanelComponent = ComponentType<{
  readonly state: Readonly<Record<string, ConfigValue>>;
  readonly start?: Readonly<Record<string, ConfigValue>>;
  readonly set: (change: Readonly<Record<string, ConfigValue>>) => void;
}>;
