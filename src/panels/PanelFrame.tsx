import { type HTMLAttributes, type ReactNode, useRef } from 'react';
import { csvOf, download, type FigureFile, figureFile, pngOf, type Table } from '../charts/export.ts';
import './panels.css';

interface PanelFrameProps extends Pick<HTMLAttributes<HTMLDivElement>, 'onPointerOver' | 'onPointerDown'> {
  readonly spec: { readonly id: string };
  readonly className?: string;
  /** The quantity whose marks stand out, as the suffix of its style classes. */
  readonly lit?: string | null;
  /** The numbers behind the figure, gathered when somebody asks for them. */
  readonly table: () => Table;
  /** The picture to save, where it is not the figures as they stand. */
  readonly picture?: () => FigureFile;
  readonly children: ReactNode;
}

/** What every panel has below its question: the exports, then figures and verdict. */
export function PanelFrame({ spec, className = '', lit, table, picture, children, ...events }: PanelFrameProps) {
  const body = useRef<HTMLDivElement>(null);
  const file = picture ?? (() => figureFile(body.current!));
  const saveSvg = () => download(`${spec.id}.svg`, file().svg, 'image/svg+xml');
  const savePng = async () => download(`${spec.id}.png`, await pngOf(file()));
  const saveCsv = () => download(`${spec.id}.csv`, csvOf(table()), 'text/csv');
  const tools = [
    ['SVG', saveSvg],
    ['PNG', savePng],
    ['CSV', saveCsv],
  ] as const;
  return (
    <div className={`panel-body ${className}`} data-lit={lit ?? undefined} ref={body} {...events}>
      <div className="panel-tools">
        {tools.map(([kind, save]) => (
          <button key={kind} type="button" aria-label={`Save ${spec.id} as ${kind}`} onClick={() => void save()}>
            {kind}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
