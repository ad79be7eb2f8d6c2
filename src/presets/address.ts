import type { Notice } from './experiment.ts';
import { sayRaw } from './say.ts';

/** A hash taken apart, before anybody asks what its parameters mean: `#/lab?seed=7`. */
export interface Address {
  /** The first word of the path; the empty path is "home". */
  readonly page: string;
  /** First writing of every key, percent-decoded. */
  readonly params: ReadonlyMap<string, string>;
  readonly notices: readonly Notice[];
}

/** Never throws: what is not readable text is named in a notice and left out. */
export function splitHash(hash: string): Address {
  const [, path = '', query = ''] = /^#?\/?([^?]*)\??(.*)$/s.exec(hash) ?? [];
  const page = decodeText(path)?.replace(/\/+$/, '') || 'home';
  const params = new Map<string, string>();
  const notices: Notice[] = [];
  const repeated = new Map<string, number>();
  for (const part of query.split('&').filter((text) => text !== '')) {
    const [, key, value] = /^([^=]*)=?(.*)$/s.exec(part)!.map(decodeText);
    if (key == null || value == null)
      notices.push({ word: 'Unreadable', text: `${sayRaw(part)} is not percent-encoded text; it is ignored.` });
    else if (params.has(key)) repeated.set(key, (repeated.get(key) ?? 1) + 1);
    else params.set(key, value);
  }
  for (const [key, count] of repeated)
    notices.push({
      word: 'Repeated key',
      text: `${sayRaw(key)} stands ${count} times; the first, ${sayRaw(params.get(key)!)}, is used.`,
    });
  return { page, params, notices };
}

/** The inverse of `splitHash`. Commas stay readable: they mean nothing in a hash. */
export function joinHash(page: string, params: Iterable<readonly [string, string]>): string {
  const query = [...params].map(([key, value]) => `${encodeText(key)}=${encodeText(value)}`).join('&');
  return `#/${page === 'home' ? '' : page}${query && `?${query}`}`;
}

const encodeText = (text: string): string => encodeURIComponent(text).replaceAll('%2C', ',');

function decodeText(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
