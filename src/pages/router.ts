import { useSyncExternalStore } from 'react';

/** The pages that exist, by the first part of the hash: `#/`, `#/lab?…`. */
export const PAGES = ['home', 'lab'] as const;
export type PageId = (typeof PAGES)[number];

export interface Route {
  readonly page: PageId;
  /** What the address asked for, where there is no such page; Home then stands in. */
  readonly unknown: string | null;
  /** The projector's view: large type, marks for the back row. Any page's address may carry `present`. */
  readonly present: boolean;
}

export function parseRoute(hash: string): Route {
  const { path, query } = split(hash);
  const name = path.replace(/^\/+|\/+$/g, '');
  const present = query.some(isPresent);
  if (name === '' || name === 'home') return { page: 'home', unknown: null, present };
  const page = PAGES.find((id) => id === name);
  return page ? { page, unknown: null, present } : { page: 'home', unknown: `#${path}`, present };
}

/** The hash without the view it is to be seen in: what an experiment's codec reads. */
export function withoutView(hash: string): string {
  const { path, query } = split(hash);
  return join(
    path,
    query.filter((part) => !isPresent(part)),
  );
}

/** Puts the projector's view back on an experiment's hash. */
export function withView(hash: string, present: boolean): string {
  if (!present) return hash;
  const { path, query } = split(hash);
  return join(path, [...query, 'present']);
}

function split(hash: string): { path: string; query: readonly string[] } {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?');
  return { path, query: rest.join('?').split('&').filter(Boolean) };
}

const join = (path: string, query: readonly string[]) => `#${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
const isPresent = (part: string) => part === 'present' || part.startsWith('present=');

/** The address bar's hash, followed. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
