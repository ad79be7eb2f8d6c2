import type { Tone } from '../charts/rich-text.ts';
import { RichText } from '../ui/rich-text.tsx';

export interface Reading {
  /** Rich-text markup. */
  readonly label: string;
  readonly value: string;
  readonly colour?: Exclude<Tone, 'b'>;
}

/** Quantities beside a figure: name left, present value right. */
export function Readings({ rows }: { readonly rows: readonly Reading[] }) {
  return (
    <dl className="readings">
      {rows.map(({ label, value, colour }) => (
        <div key={label}>
          <dt>
            <RichText text={label} />
          </dt>
          <dd className={`num ${colour ? `c-${colour}` : ''}`}>
            <RichText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
