import { useEffect, useRef, useState } from 'react';
import { RichText } from '../../ui/rich-text.tsx';
import { type Excerpt, loadExcerpt } from './source.ts';

interface MeaningProps {
  readonly algo: string;
  /** Of the line, from 1. */
  readonly number: number;
  readonly text: string;
}

/** What a line says, in words and in the code that runs. */
export function Meaning({ algo, number, text }: MeaningProps) {
  const excerpt = useExcerpt(algo, number);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (excerpt) bringIntoSight(host.current);
  }, [excerpt]);
  return (
    <div className="meaning" ref={host}>
      <p>
        <RichText text={text} />
      </p>
      {excerpt && (
        <figure>
          <figcaption>{excerpt.file}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must scroll by keys too */}
          <pre tabIndex={0}>
            <code>{excerpt.code}</code>
          </pre>
        </figure>
      )}
    </div>
  );
}

/** Where the end of an explanation lies below the listing's edge, its line moves to the top. Never scrolls the page. */
function bringIntoSight(meaning: HTMLElement | null): void {
  const item = meaning?.closest('li');
  const list = meaning?.closest('ol');
  if (!item || !list) return;
  const top = item.offsetTop - list.offsetTop;
  if (top + item.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top;
}

/** The source of a line, once it is there. */
function useExcerpt(algo: string, number: number): Excerpt | null {
  const [found, setFound] = useState<Excerpt | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setFound(null);
    void loadExcerpt(algo, number).then((excerpt) => isCurrent && setFound(excerpt));
    return () => {
      isCurrent = false;
    };
  }, [algo, number]);
  return found;
}
