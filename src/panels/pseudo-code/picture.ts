import { bars } from '../../charts/bars.ts';
import { type FigureFile, figureFile } from '../../charts/export.ts';
import { type Label, labels } from '../../charts/labels.ts';
import { layer } from '../../charts/layer.ts';
import { px } from '../../charts/tokens.ts';
import type { PseudoCodeLine } from '../../engine/algorithms/algorithm.ts';
import type { LineView } from '../../worker/messages.ts';
import { writeValue } from './values.ts';

const WIDTH = 560;
const ROW = 30;

/** The listing as a picture: it lives on the page as text, and is set as a figure only to be saved. */
export function listingPicture(lines: readonly PseudoCodeLine[], line: LineView | null, isLive = true): FigureFile {
  const root = document.createElement('div');
  root.style.cssText = `position:absolute;left:-9999px;width:${WIDTH}px`;
  root.innerHTML = '<div class="plot"><svg></svg></div>';
  const svg = root.querySelector('svg')!;
  document.body.append(root);
  try {
    const size = `font-size:${px('--fs-ui')}px`;
    const words: Label[] = [];
    const lit: number[] = [];
    let y = 0;
    lines.forEach(({ text, indent = 0 }, i) => {
      const values = (line?.values[i + 1] ?? []).map(writeValue);
      const extra = values.slice(1).join('\u2003');
      const start = y;
      const shift = 32 + indent * 18;
      words.push({ x: 20, y: y + 20, text: String(i + 1), anchor: 'end' });
      words.push({ x: shift, y: y + 20, text, class: 't-ink', style: size });
      words.push({ x: WIDTH - 8, y: y + 20, text: values[0] ?? '', anchor: 'end', class: 'lbl' });
      y += ROW;
      if (extra) {
        words.push({ x: shift, y: y + 14, text: extra, class: 'lbl' });
        y += ROW * 0.75;
      }
      if (isLive && line?.line === i + 1) lit.push(start, y - start);
    });
    svg.setAttribute('height', String(y));
    svg.setAttribute('viewBox', `0 0 ${WIDTH} ${y}`);
    const [top, height] = lit;
    if (top !== undefined && height !== undefined)
      bars(layer(svg, 'lit'), [
        { x: 0, y: top, width: WIDTH, height, class: '', style: 'fill:var(--sunken)' },
        { x: 0, y: top, width: 3, height, class: 'f-ink' },
      ]);
    labels(layer(svg, 'lines'), words);
    return figureFile(root);
  } finally {
    root.remove();
  }
}
