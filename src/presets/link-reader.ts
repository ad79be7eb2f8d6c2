import { ALGORITHMS, findAlgorithm } from '../engine/algorithms/index.ts';
import { ENVIRONMENTS } from '../engine/envs/index.ts';
import type { ConfigValue, RunConfig } from '../engine/run-spec.ts';
import type { Notice } from './experiment.ts';
import type { FieldInfo } from './field-info.ts';
import type { History, Params } from './history.ts';
import { nearestKey } from './nearest-key.ts';
import { complaint, readValue } from './read-value.ts';
import { sayList, sayRaw } from './say.ts';

/** Takes a link's parameters one after the other; what is wrong becomes a notice, what is left over is unknown. */
export class LinkReader {
  readonly notices: Notice[];
  private left: Map<string, string>;
  /** Keys that were asked for: what a typing slip may have meant. */
  private readonly known = new Set<string>();

  constructor(params: Params, notices: readonly Notice[]) {
    this.left = new Map(params);
    this.notices = [...notices];
  }

  /** All that was wrong, each thing once: long texts that are cut short may have become the same. */
  get complaints(): readonly Notice[] {
    return [...new Map(this.notices.map((notice) => [`${notice.word} ${notice.text}`, notice])).values()];
  }

  /** The version whose keys and defaults the link uses: without `v`, the current one. */
  version(history: History): number {
    const raw = this.take('v');
    if (raw === undefined) return history.current;
    const version = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
    if (version >= 1 && version <= history.current) return version;
    const newer = version > history.current;
    const known = history.current === 1 ? 'there is only version 1' : `there are versions 1 to ${history.current}`;
    const warning = newer ? ', and may have meant something else' : '';
    this.notices.push({
      word: newer ? 'Newer link' : 'Unknown version',
      text: `v = ${sayRaw(raw)}: ${known}; the link is read as version ${history.current}${warning}.`,
    });
    return history.current;
  }

  rewrite(change: (params: Params) => Params): void {
    this.left = new Map(change(this.left));
  }

  /** One of `ids`; `noun` is the word for them. */
  id(key: string, noun: string, ids: readonly string[], fallback: string): string {
    const raw = this.take(key);
    if (raw === undefined || ids.includes(raw)) return raw ?? fallback;
    this.notices.push({
      word: `Unknown ${noun}`,
      text: `${key} = ${sayRaw(raw)}: there ${ids.length === 1 ? 'is' : 'are'} ${sayList(ids, 'and')}; ${fallback} is used.`,
    });
    return fallback;
  }

  /** Several of `ids`, joined by commas; an empty list is a choice too. */
  ids(key: string, noun: string, ids: readonly string[], fallback: readonly string[]): readonly string[] {
    const raw = this.take(key);
    if (raw === undefined) return fallback;
    const named = raw.split(',').filter((text) => text !== '');
    const items = [...new Set(named)];
    for (const item of items) {
      const times = named.filter((other) => other === item).length;
      if (!ids.includes(item)) this.notices.push(unknownItem(key, noun, item, ids));
      else if (times > 1) {
        const often = times === 2 ? 'twice' : `${times} times`;
        this.notices.push({ word: 'Repeated', text: `${key} names ${item} ${often}; it is used once.` });
      }
    }
    return items.filter((item) => ids.includes(item));
  }

  /** A value for each field: as written, or the nearest allowed one, or the tuned (otherwise the schema's) default. */
  values(fields: readonly FieldInfo[], { tuned = {}, prefix = '' }: { tuned?: RunConfig; prefix?: string } = {}) {
    return Object.fromEntries(
      fields.map((field) => [field.key, this.value(field, prefix + field.key, tuned[field.key] ?? field.default)]),
    );
  }

  /** Whatever is left is named and ignored; where another pairing has such a setting, that is said too. */
  rest(algo: string, env: string): void {
    const { title } = findAlgorithm(algo).spec;
    for (const key of this.left.keys()) {
      const algorithm = ALGORITHMS.find(({ spec }) => Object.hasOwn(spec.config.shape, key));
      const environments = ENVIRONMENTS.filter(({ options }) => options && Object.hasOwn(options.fields.shape, key));
      const meant = nearestKey(key, this.known);
      let text = `${sayRaw(key)} is no setting of ${title}; it is ignored.${meant ? ` Is ${meant} meant?` : ''}`;
      if (algorithm)
        text = `${key} is a setting of ${algorithm.spec.title}, which ${title} does not have; it is ignored.`;
      else if (environments.length > 0) {
        const owners = sayList(
          environments.map(({ id }) => id),
          'and',
        );
        text = `${key} is a setting of ${owners}, which ${env} does not have; it is ignored.`;
      }
      this.notices.push({ word: 'Unknown key', text });
    }
  }

  /** Whatever is left, where `owner` has all the settings there are. */
  restOf(owner: string): void {
    for (const key of this.left.keys()) {
      const meant = nearestKey(key, this.known);
      const hint = meant ? ` Is ${meant} meant?` : '';
      this.notices.push({
        word: 'Unknown key',
        text: `${sayRaw(key)} is no setting of ${owner}; it is ignored.${hint}`,
      });
    }
  }

  private value(field: FieldInfo, key: string, fallback: ConfigValue): ConfigValue {
    const raw = this.take(key);
    if (raw === undefined) return fallback;
    const reading = readValue(field, raw);
    if (reading.ok) return reading.value;
    const used = reading.nearest ?? fallback;
    this.notices.push(complaint(field, key, raw, reading.word, used));
    return used;
  }

  private take(key: string): string | undefined {
    this.known.add(key);
    const raw = this.left.get(key);
    this.left.delete(key);
    return raw;
  }
}

function unknownItem(key: string, noun: string, item: string, ids: readonly string[]): Notice {
  const meant = nearestKey(item, ids);
  const hint = meant ? ` Is ${meant} meant?` : ids.length < 10 ? ` There are ${sayList(ids, 'and')}.` : '';
  return {
    word: `Unknown ${noun}`,
    text: `${key} = ${sayRaw(item)}: there is no such ${noun}; it is left out.${hint}`,
  };
}
