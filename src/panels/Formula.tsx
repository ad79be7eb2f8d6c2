import type { Tone } from '../charts/rich-text.ts';
import { RichText } from '../ui/rich-text.tsx';

/** One term of a formula, with the value it has now below it. Symbols and values in rich-text markup. */
export interface FormulaTerm {
  readonly symbols?: string;
  /** A fraction, instead of or after the symbols. */
  readonly over?: string;
  readonly under?: string;
  readonly value?: string;
  /** The quantity that it is: it wears the colour of its marks, and lights them. */
  readonly colour?: Exclude<Tone, 'b'>;
}

interface FormulaProps {
  readonly terms: readonly FormulaTerm[];
  readonly lit: string | null;
  readonly onLit: (quantity: string | null) => void;
}

/** The formula behind a figure, each term above its present value. */
export function Formula({ terms, lit, onLit }: FormulaProps) {
  return (
    <div className="formula" onPointerLeave={() => onLit(null)}>
      {terms.map(({ symbols, over, under, value, colour }, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the formula
          key={i}
          className={`term ${colour ? `c-${colour}` : ''} ${colour && colour === lit ? 'lit' : ''}`}
          onPointerEnter={() => onLit(colour ?? null)}
        >
          <span className="symbols">
            {symbols && <RichText text={symbols} />}
            {over && under && (
              <span className="frac">
                <span>
                  <RichText text={over} />
                </span>
                <span>
                  <RichText text={under} />
                </span>
              </span>
            )}
          </span>
          <span className="value num">{value && <RichText text={value} />}</span>
        </span>
      ))}
    </div>
  );
}
