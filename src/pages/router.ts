import { useSyncExternalStore } from 'react';

/** The pages that exist, by the first part of the hash: `#/`, `#/lab?…`, `#/panel/<id>?…`, `#/gallery`. */
export const PAGES = ['home', 'lab', 'panel', 'gallery'] as const;
export type PageId = (typeof PAGES)[number];

/** Pages that have addresses below their own. */
const WITH_PARTS: readonly PageId[] = ['panel'];

/** How a page is to be seen, whatever it shows. Any page's address may carry these words. */
export interface View {
  /** The projector's view: large type, marks for the back row. */
  readonly present: boolean;
  /** Bare, for an iframe in somebody else's page. */
  readonly embed: boolean;
}

export interface Route extends View {
  readonly page: PageId;
  /** What the address asked for, where there is no such page; Home then stands in. */
  readonly unknown: string | null;
}

export function parseRoute(hash: string): Route {
  const { path, query } = split(hash);
  const name = path.replace(/^\/+|\/+$/g, '');
  const view = { present: query.some(says('present')), embed: query.some(says('embed')) };
  if (name === '' || name === 'home') return { page: 'home', unknown: null, ...view };
  const page = PAGES.find((id) => id === name || (WITH_PARTS.includes(id) && name.startsWith(`${id}/`)));
  return page ? { page, unknown: null, ...view } : { page: 'home', unknown: `#${path}`, ...view };
}

/** The hash without the view it is to be seen in: what an experiment's codec reads. */
export function withoutView(hash: string): string {
  const { path, query } = split(hash);
  return join(
    path,
    query.filter((part) => !says('present')(part) && !says('embed')(part)),
  );
}

/** Puts the view back on an experiment's hash. */
export function withView(hash: string, { present, embed }: View): string {
  const { path, query } = split(hash);
  return join(path, [...query, ...(present ? ['present'] : []), ...(embed ? ['embed'] : [])]);
}

function split(hash: string): { path: string; query: readonly string[] } {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?');
  return { path, query: rest.join('?').split('&').filter(Boolean) };
}

const join = (path: string, query: readonly string[]) => `#${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
const says = (word: string) => (part: string) => part === word || part.startsWith(`${word}=`);

/** The address bar's hash, followed. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
