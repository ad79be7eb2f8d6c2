import { type PointerEvent, type ReactNode, useEffect, useState } from 'react';
import type { Table } from '../charts/export.ts';
import { plainText } from '../charts/rich-text.ts';
import { RichText } from '../ui/rich-text.tsx';
import './exact-panel.css';
import { Formula, type FormulaTerm } from './Formula.tsx';
import { NamedCases } from './NamedCases.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import type { ExactPanelProps, ExactPanelSpec, Judgement } from './panel.ts';

interface Props<Spec extends ExactPanelSpec> extends ExactPanelProps<Spec> {
  readonly spec: Spec;
  readonly verdict: Judgement;
  /** The numbers behind the figure, in full precision. */
  readonly table: () => Table;
  /** What the figure shows, in words, for those who do not see it. */
  readonly spoken: string;
  readonly controls?: ReactNode;
  readonly formula?: readonly FormulaTerm[];
  /** The figures. */
  readonly children: ReactNode;
}

/** The frame of every exact panel: cases and controls, figures, verdict, formula. The question above belongs to the page or the cell. */
export function ExactPanel<Spec extends ExactPanelSpec>(props: Props<Spec>) {
  const { spec, state, start, set, verdict, table, spoken, controls, formula, children } = props;
  const [lit, setLit] = useState<string | null>(null);
  // a mark lights its term; one that is held leaves everything in sight
  const followMark = ({ target, buttons }: PointerEvent) => {
    const mark = buttons === 0 && target instanceof Element && target.closest('.handle')?.querySelector('.dot');
    const quantity = mark ? quantityOf(mark) : null;
    setLit(formula?.some(({ colour }) => colour === quantity) ? quantity : null);
  };
  return (
    <PanelFrame
      spec={spec}
      className={`exact ${spec.id}`}
      table={table}
      lit={lit}
      onPointerOver={followMark}
      onPointerDown={followMark}
    >
      <div className="exact-top">
        <NamedCases spec={spec} state={state} start={start} set={set} />
        {controls && <div className="exact-controls">{controls}</div>}
      </div>
      {children}
      <p className="verdict" data-level={verdict.level}>
        <RichText text={verdict.text} />
      </p>
      <Announcement text={plainText(verdict.text)} />
      {formula && <Formula terms={formula} lit={lit} onLit={setLit} />}
      <p className="sr">{spoken}</p>
    </PanelFrame>
  );
}

/** The quantity that a mark's fill class names. */
const quantityOf = (mark: Element): string | null =>
  /\bf-(old|new|kl|euclid|pos|neg)\b/.exec(mark.getAttribute('class') ?? '')?.[1] ?? null;

/** Milliseconds without a change after which a drag is over. */
const SETTLED = 600;

/** Says the verdict once what changed it is over; not on arrival. */
function Announcement({ text }: { readonly text: string }) {
  const [arrived] = useState(text);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (text === arrived && said === '') return;
    const timer = window.setTimeout(() => setSaid(text), SETTLED);
    return () => window.clearTimeout(timer);
  }, [text, arrived, said]);
  return (
    <p className="sr" role="status">
      {said}
    </p>
  );
}
