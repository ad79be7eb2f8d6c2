import { useEffect, useRef } from 'react';
import type { PseudoCodeLine } from '../../engine/algorithms/algorithm.ts';
import type { RunConfig } from '../../engine/run-spec.ts';
import { useSession } from '../../state/react.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import type { LineView } from '../../worker/messages.ts';
import { Meaning } from './Meaning.tsx';
import { writeValue } from './values.ts';

interface ListingProps {
  readonly algo: string;
  readonly lines: readonly PseudoCodeLine[];
  /** Where the run stands, or all that was seen of an earlier iteration. */
  readonly view: LineView | null;
  /** The view's line is the one that runs. */
  readonly isLive: boolean;
  /** Number of the line that is explained; 0 for none. */
  readonly open: number;
  readonly onOpen: (line: number) => void;
}

export function Listing({ algo, lines, view, isLive, open, onOpen }: ListingProps) {
  const config = useSession((session) => session.experiment.config);
  const list = useRef<HTMLOListElement>(null);
  // a line keeps its values until it runs again, as a debugger's watches do: nothing jumps
  const watches = useRef(new Map<number, LineView['values'][number]>());
  const last = useRef<LineView | null>(null);
  const number = isLive ? view?.line : undefined;
  // no line, or an earlier iteration, means another run
  if (!view || view.iteration < (last.current?.iteration ?? 0)) watches.current.clear();
  last.current = view;

  useEffect(() => {
    if (number !== undefined) keepInSight(list.current, number - 1);
  }, [number]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a listing that scrolls must scroll by keys too
    <ol className="code" ref={list} tabIndex={0} aria-label="The algorithm, line by line">
      {lines.map((code, i) => {
        const fresh = view?.values[i + 1] ?? [];
        if (fresh.length > 0) watches.current.set(i, fresh);
        const values = watches.current.get(i) ?? [];
        const age = fresh.length > 0 ? '' : ' old';
        const lit = number === i + 1;
        const isOpen = open === i + 1;
        const kind = lit ? 'lit' : runs(code, config) ? undefined : 'idle';
        const inset = { '--in': code.indent ?? 0 } as React.CSSProperties;
        return (
          <li key={code.text} className={kind} aria-current={lit ? 'step' : undefined}>
            <span className="n">{i + 1}</span>
            <button
              type="button"
              className="l"
              style={inset}
              aria-expanded={isOpen}
              onClick={() => onOpen(isOpen ? 0 : i + 1)}
            >
              <RichText text={code.text} />
            </button>
            <span className={`v${age}`}>{values[0] && <RichText text={writeValue(values[0])} />}</span>
            {values.length > 1 && (
              <span className={`sub${age}`} style={inset}>
                {values.slice(1).map((value) => (
                  <span key={value.label}>
                    <RichText text={writeValue(value)} />
                  </span>
                ))}
              </span>
            )}
            {isOpen && <Meaning algo={algo} number={i + 1} text={code.meaning ?? ''} />}
          </li>
        );
      })}
    </ol>
  );
}

/** Whether the line runs under this configuration. */
function runs({ runsWhen = {} }: PseudoCodeLine, config: RunConfig): boolean {
  return Object.entries(runsWhen).every(([key, value]) => config[key] === value);
}

/** Scrolls the listing, never the page, and so that a whole line stands at its head. */
function keepInSight(list: HTMLOListElement | null, index: number): void {
  const item = list?.children[index];
  if (!list || !(item instanceof HTMLElement) || list.scrollHeight <= list.clientHeight) return;
  const topOf = (line: Element) => (line as HTMLElement).offsetTop - list.offsetTop;
  const least = topOf(item) + item.offsetHeight - list.clientHeight;
  if (topOf(item) < list.scrollTop) list.scrollTop = topOf(item);
  else if (least > list.scrollTop) {
    const head = Array.from(list.children).find((line) => topOf(line) >= least);
    list.scrollTop = head ? topOf(head) : least;
  }
}
