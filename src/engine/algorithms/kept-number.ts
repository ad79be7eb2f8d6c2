import { restoreNumber } from '../checkpoint-part.ts';
import type { RunPart } from '../run.ts';
import type { CheckpointPart } from '../run-spec.ts';

/** A number that an algorithm adapts from iteration to iteration: a penalty β, a learning rate. */
export class KeptNumber implements RunPart {
  constructor(public value: number) {}

  save(): CheckpointPart {
    return { value: this.value };
  }

  load(part: CheckpointPart): void {
    this.value = restoreNumber(part, 'value');
  }
}
