import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { DiagnosticId } from '../engine/run-events.ts';

/** What a panel is, as pure data (no React, no D3): for the URL, the "+ panel" menu and the contract tests. */
export interface PanelSpec<State extends z.ZodObject = z.ZodObject> {
  readonly id: string;
  /** A question in plain words. */
  readonly title: string;
  /** What one sees, for the menu and for screen readers. */
  readonly summary: string;
  /** Its own state in the URL, under `<id>.<key>`; every field has a default. */
  readonly state: State;
  /** Algorithm ids that it suits, or 'all'. */
  readonly suits: readonly string[] | 'all';
  /** What the worker must compute while this panel is visible. */
  readonly needs: readonly DiagnosticId[];
  /** The Lab's column where it stands by default. */
  readonly column: 'middle' | 'right';
  /** Shown in the Lab unless the URL says otherwise. */
  readonly byDefault: boolean;
}

/** Loaded lazily with the page that shows it. A panel reads the run through `state/` and draws; it owns no run. */
export type PanelComponent = ComponentType<Record<string, never>>;
