import type { CheckpointPart } from './run-spec.ts';

/**
 * A short name for all that a run has computed: two people who see the same six digits saw the same run.
 * FNV-1a over the bits of every number, in order; clock values are never added.
 */
export class Fingerprint {
  private hash = 0x811c9dc5;
  /** Set once somebody changed the run midway: the link alone no longer reproduces it. */
  edited = false;
  /** False where not even the same seed gives the same run again. */
  reproducible = true;
  private readonly float = new Float64Array(1);
  private readonly bytes = new Uint8Array(this.float.buffer);

  add(value: number): void {
    this.float[0] = value;
    for (const byte of this.bytes) this.hash = Math.imul(this.hash ^ byte, 0x01000193);
  }

  /** Adds the names as well, in alphabetical order, so that a metric cannot stand in for another. */
  addRecord(record: Readonly<Record<string, number>>): void {
    for (const name of Object.keys(record).sort()) {
      for (let i = 0; i < name.length; i++) this.add(name.charCodeAt(i));
      this.add(record[name]!);
    }
  }

  /** Six hexadecimal digits; a star after them for an edited run, a tilde before them for one that never comes again. */
  toString(): string {
    const mixed = Math.imul(this.hash ^ (this.hash >>> 15), 0x2c1b3c6d);
    const digits = ((mixed ^ (mixed >>> 12)) >>> 0).toString(16).padStart(8, '0').slice(2);
    return `${this.reproducible ? '' : '~'}${digits}${this.edited ? '*' : ''}`;
  }

  save(): CheckpointPart {
    return { hash: this.hash, edited: this.edited };
  }

  load({ hash, edited }: CheckpointPart): void {
    this.hash = hash as number;
    this.edited = edited as boolean;
  }
}
