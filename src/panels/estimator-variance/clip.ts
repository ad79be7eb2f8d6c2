const NAMESPACE = 'http://www.w3.org/2000/svg';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Draws nothing of `group` outside the box. `id` is the page's own. */
export function clipTo(group: SVGGElement, id: string, { left, right, top, bottom }: Box): void {
  let rect = group.querySelector<SVGRectElement>(':scope > clipPath > rect');
  if (!rect) {
    const clip = document.createElementNS(NAMESPACE, 'clipPath');
    clip.id = id;
    rect = document.createElementNS(NAMESPACE, 'rect');
    clip.append(rect);
    group.prepend(clip);
    group.setAttribute('clip-path', `url(#${id})`);
  }
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top }))
    rect.setAttribute(name, String(Math.max(0, value)));
}
