import type { ConfigValue } from '../engine/run-spec.ts';
import type { Trainer } from '../engine/trainer.ts';

type Config = Readonly<Record<string, ConfigValue>>;

/** Hyperparameters that wait for their iteration, in the order in which they were asked for. */
export class PendingEdits {
  private edits: { readonly from: number; readonly config: Config }[] = [];

  /** @param from first iteration that they are for */
  add(config: Config, from: number): void {
    this.edits.push({ from, config });
  }

  /** Hands over what is due in `iteration`, which is about to begin. */
  apply(trainer: Pick<Trainer, 'change'>, iteration: number): void {
    const isDue = ({ from }: { readonly from: number }) => from <= iteration;
    for (const edit of this.edits.filter(isDue)) trainer.change(edit.config);
    this.edits = this.edits.filter((edit) => !isDue(edit));
  }
}
