import type { NumberField } from '../../presets/field-info.ts';

/** How a slider runs: between places on its track, from 0 to 1, and values that somebody would choose. */
export interface SliderScale {
  /** Where a value stands; beyond the ends it stands at the end. */
  place(value: number): number;
  /** The value to choose at a place. */
  at(place: number): number;
  /** The value that many steps away, never beyond the slider's ends. */
  step(value: number, steps: number): number;
}

/** Linear or logarithmic, as the field's meta says; null where the schema leaves an end open and no slider is given. */
export function sliderScale(field: NumberField): SliderScale | null {
  const [low, high] = field.meta.slider ?? [field.min, field.max];
  if (!Number.isFinite(high - low)) return null;
  const ladder = ladderOf(field, low, high);
  const within = (value: number) => Math.min(high, Math.max(low, value));
  const log = field.meta.scale === 'log';
  const height = log ? (value: number) => Math.log(value / low) : (value: number) => value - low;
  const value = log ? (place: number) => low * (high / low) ** place : (place: number) => low + (high - low) * place;
  return {
    place: (at) => height(within(at)) / height(high),
    at: (place) => within(ladder.nearest(value(Math.min(1, Math.max(0, place))))),
    step(from, steps) {
      let to = from;
      for (let i = 0; i < Math.abs(steps); i++) to = steps > 0 ? ladder.above(to) : ladder.below(to);
      return steps > 0 ? Math.max(from, within(to)) : Math.min(from, within(to));
    },
  };
}

/** The values that a slider stops at. */
interface Ladder {
  nearest(value: number): number;
  above(value: number): number;
  below(value: number): number;
}

function ladderOf(field: NumberField, low: number, high: number): Ladder {
  if (field.meta.scale !== 'log')
    return evenLadder(field.meta.step ?? (field.kind === 'integer' ? 1 : (high - low) / 100));
  if (field.kind === 'integer' && isPowerOfTwo(low) && isPowerOfTwo(high)) return powersOfTwo;
  return twoDigitLadder(field.kind === 'integer' ? 1 : 0);
}

const isPowerOfTwo = (value: number) => Number.isInteger(Math.log2(value));

/** Far less than a step, far more than a rounding error. */
const SLACK = 1e-9;

/** 0.1 + 0.2 as it was meant. */
const tidy = (value: number) => Number(value.toPrecision(12)) + 0;

const evenLadder = (step: number): Ladder => ({
  nearest: (value) => tidy(Math.round(value / step) * step),
  above: (value) => tidy((Math.floor(value / step + SLACK) + 1) * step),
  below: (value) => tidy((Math.ceil(value / step - SLACK) - 1) * step),
});

/** For sizes of batches and networks. */
const powersOfTwo: Ladder = {
  nearest: (value) => 2 ** Math.round(Math.log2(value)),
  above: (value) => 2 ** (Math.floor(Math.log2(value) + SLACK) + 1),
  below: (value) => 2 ** (Math.ceil(Math.log2(value) - SLACK) - 1),
};

/** 9.8, 9.9, 10, 11, 12 …: two significant digits, so that a step is the same small factor everywhere. */
function twoDigitLadder(least: number): Ladder {
  const unit = (value: number) => Math.max(least, 10 ** (Math.floor(Math.log10(value) + SLACK) - 1));
  const on = (value: number, round: (ratio: number) => number) => tidy(round(value / unit(value)) * unit(value));
  return {
    nearest: (value) => on(value, Math.round),
    above: (value) => (value > 0 ? on(value, (ratio) => Math.floor(ratio + SLACK) + 1) : 0),
    // A touch less first: below a power of ten the unit is ten times finer.
    below: (value) => (value > 0 ? on(value * (1 - 100 * SLACK), (ratio) => Math.ceil(ratio) - 1) : 0),
  };
}
