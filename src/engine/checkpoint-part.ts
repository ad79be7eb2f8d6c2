import type { CheckpointPart } from './run-spec.ts';

/** Copies an array of a checkpoint over `target`. @throws Error if it is missing, of another kind or of another length. */
export function restoreArray<Numbers extends Float64Array | Float32Array | Uint32Array>(
  part: CheckpointPart,
  key: string,
  target: Numbers,
): void {
  const saved = part[key];
  if (!(saved instanceof (target.constructor as new () => Numbers)) || saved.length !== target.length)
    throw new Error(`The checkpoint's "${key}" is not a ${target.constructor.name} of ${target.length} numbers.`);
  target.set(saved);
}

/** A number of a checkpoint. @throws Error if there is none of this name. */
export function restoreNumber(part: CheckpointPart, key: string): number {
  const saved = part[key];
  if (typeof saved !== 'number') throw new Error(`The checkpoint's "${key}" is not a number.`);
  return saved;
}

/** Puts a part's entries under names of their own, so that several fit into one. */
export const under = (prefix: string, part: CheckpointPart): CheckpointPart =>
  Object.fromEntries(Object.entries(part).map(([key, value]) => [`${prefix}.${key}`, value]));

/** What `under` put there. */
export const within = (prefix: string, part: CheckpointPart): CheckpointPart =>
  Object.fromEntries(
    Object.entries(part).flatMap(([key, value]) =>
      key.startsWith(`${prefix}.`) ? [[key.slice(prefix.length + 1), value]] : [],
    ),
  );
