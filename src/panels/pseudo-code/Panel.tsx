import { useEffect, useRef, useState } from 'react';
import type { Table } from '../../charts/export.ts';
import { plainText } from '../../charts/rich-text.ts';
import type { PseudoCodeLine } from '../../engine/algorithms/algorithm.ts';
import { findAlgorithm } from '../../engine/algorithms/index.ts';
import type { RunConfig } from '../../engine/run-spec.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import { useController, useLog, useSession } from '../../state/react.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import type { LineView } from '../../worker/messages.ts';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { listingPicture } from './picture.ts';
import { pseudoCode } from './spec.ts';
import { writeValue } from './values.ts';

export default function PseudoCodePanel() {
  const { log } = useController();
  const algo = useSession((session) => session.experiment.algo);
  const { lines } = findAlgorithm(algo).spec;
  const line = useLine(log);

  return (
    <PanelFrame
      spec={pseudoCode}
      table={() => tableOf(lines, log.line)}
      picture={() => listingPicture(lines, log.line)}
    >
      <Listing key={algo} lines={lines} line={line} />
      <Spoken
        compose={() => {
          const running = log.line && lines[log.line.line - 1];
          if (!log.line || !running) return 'No line has run yet.';
          return `Iteration ${log.line.iteration}, line ${log.line.line}: ${plainText(running.text)}`;
        }}
      />
    </PanelFrame>
  );
}

/** The line published last. The log publishes few of them a second, so React may render each. */
function useLine(log: MetricLog): LineView | null {
  const [line, setLine] = useState(log.line);
  useLog(() => setLine(log.line));
  return line;
}

interface ListingProps {
  readonly lines: readonly PseudoCodeLine[];
  readonly line: LineView | null;
}

function Listing({ lines, line }: ListingProps) {
  const config = useSession((session) => session.experiment.config);
  const list = useRef<HTMLOListElement>(null);
  // a line keeps its values until it runs again, as a debugger's watches do: nothing jumps
  const watches = useRef(new Map<number, LineView['values'][number]>());
  const last = useRef<LineView | null>(null);
  const number = line?.line;
  // no line, or an earlier iteration, means another run
  if (!line || line.iteration < (last.current?.iteration ?? 0)) watches.current.clear();
  last.current = line;

  useEffect(() => {
    if (number !== undefined) keepInSight(list.current, number - 1);
  }, [number]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a listing that scrolls must scroll by keys too
    <ol className="code" ref={list} tabIndex={0} aria-label="The algorithm, line by line">
      {lines.map((code, i) => {
        const fresh = line?.values[i + 1] ?? [];
        if (fresh.length > 0) watches.current.set(i, fresh);
        const values = watches.current.get(i) ?? [];
        const age = fresh.length > 0 ? '' : ' old';
        const lit = number === i + 1;
        const kind = lit ? 'lit' : runs(code, config) ? undefined : 'idle';
        return (
          <li key={code.text} className={kind} aria-current={lit ? 'step' : undefined}>
            <span className="n">{i + 1}</span>
            <span className="l" style={{ '--in': code.indent ?? 0 } as React.CSSProperties}>
              <RichText text={code.text} />
            </span>
            <span className={`v${age}`}>{values[0] && <RichText text={writeValue(values[0])} />}</span>
            {values.length > 1 && (
              <span className={`sub${age}`} style={{ '--in': code.indent ?? 0 } as React.CSSProperties}>
                {values.slice(1).map((value) => (
                  <span key={value.label}>
                    <RichText text={writeValue(value)} />
                  </span>
                ))}
              </span>
            )}
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

/** Scrolls the listing, never the page. */
function keepInSight(list: HTMLOListElement | null, index: number): void {
  const item = list?.children[index];
  if (!list || !(item instanceof HTMLElement) || list.scrollHeight <= list.clientHeight) return;
  const top = item.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + item.offsetHeight > list.scrollTop + list.clientHeight)
    list.scrollTop = top + item.offsetHeight - list.clientHeight;
}

function tableOf(lines: readonly PseudoCodeLine[], line: LineView | null): Table {
  return {
    columns: ['line', 'text', 'value', 'number'],
    rows: lines.flatMap(({ text }, i) => {
      const values = line?.values[i + 1] ?? [];
      const code = plainText(text);
      if (values.length === 0) return [[i + 1, code, null, null]];
      return values.map(({ label, value }) => [i + 1, code, plainText(label), value]);
    }),
  };
}
