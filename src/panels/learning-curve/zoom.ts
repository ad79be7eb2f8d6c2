/** The piece of the horizontal axis that is shown, in units of its clock; `until` 0 is the end, wherever that is. */
export interface Zoom {
  readonly from: number;
  readonly until: number;
}

export const WHOLE: Zoom = { from: 0, until: 0 };

/** The least part of the whole that can be zoomed to. */
const LEAST_SHARE = 1 / 200;
/** Ends lie on so many places of the whole, so that a link stays short. */
const PLACES = 1000;

/** The ends to show of an axis from 0 to `end`: all of it where the zoom makes no sense there. */
export function shownRange({ from, until }: Zoom, end: number): readonly [number, number] {
  const to = until === 0 ? end : until;
  return from < to && from < end ? [from, to] : [0, end];
}

/** A zoom to what lies between two places, in whichever order; null if they are too close together to be meant. */
export function zoomTo(a: number, b: number, end: number): Zoom | null {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(end, Math.max(a, b))];
  return to - from < end * LEAST_SHARE ? null : tidy(from, to, end);
}

/** Closer (factor below 1) or farther, with `about` kept where it is. */
export function zoomBy(zoom: Zoom, factor: number, about: number, end: number): Zoom {
  const [from, to] = shownRange(zoom, end);
  const share = Math.max((to - from) * factor, end * LEAST_SHARE * 2) / (to - from);
  return tidy(about - (about - from) * share, about + (to - about) * share, end);
}

/** Along the axis by a part of what is shown, up to its ends. */
export function slideBy(zoom: Zoom, part: number, end: number): Zoom {
  const [from, to] = shownRange(zoom, end);
  const by = Math.max(-from, Math.min(end - to, part * (to - from)));
  return tidy(from + by, to + by, end);
}

function tidy(from: number, to: number, end: number): Zoom {
  const place = 10 ** Math.ceil(Math.log10(end / PLACES));
  const round = (value: number) => Number((Math.round(value / place) * place).toPrecision(12));
  const zoom = { from: Math.max(0, round(from)), until: to >= end - place / 2 ? 0 : round(to) };
  return zoom.until !== 0 && zoom.until <= zoom.from ? { ...zoom, until: round(zoom.from + place) } : zoom;
}
