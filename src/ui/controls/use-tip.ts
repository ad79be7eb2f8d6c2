import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';

/** Milliseconds that a pointer rests on a name before its tip opens, and that it may be away before the tip closes. */
const REST = 350;
const GRACE = 200;
/** Pixels between a tip, its setting and the window's edge. */
const GAP = 12;

export interface Tip {
  readonly open: boolean;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly popover: RefObject<HTMLDivElement | null>;
  toggle(): void;
  /** For the name: resting on it opens the tip. */
  readonly onName: { onPointerEnter(event: PointerEvent): void; onPointerLeave(event: PointerEvent): void };
  /** For the tip: it stays while the pointer is on it. */
  readonly onTip: { onPointerEnter(): void; onPointerLeave(event: PointerEvent): void };
  /** For the whole setting: keyboard focus opens the tip, Escape closes it. */
  readonly onFrame: {
    onFocus(event: FocusEvent): void;
    onBlur(event: FocusEvent): void;
    onKeyDown(event: KeyboardEvent): void;
  };
}

/** A setting's documentation: opens on hover, on a tap on the name and on keyboard focus; stands beside the setting. */
export function useTip(): Tip {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = (to: boolean, delay = 0) => {
    clearTimeout(timer.current);
    if (delay === 0) setOpen(to);
    else timer.current = setTimeout(() => setOpen(to), delay);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const tip = popover.current;
    if (!open || !tip) return;
    const stand = () => frame.current && placeBeside(frame.current, tip);
    tip.showPopover();
    stand();
    addEventListener('scroll', stand, { capture: true, passive: true });
    addEventListener('resize', stand);
    return () => {
      removeEventListener('scroll', stand, { capture: true });
      removeEventListener('resize', stand);
      tip.hidePopover();
    };
  }, [open]);

  const leave = (event: PointerEvent) => event.pointerType === 'mouse' && change(false, GRACE);
  return {
    open,
    frame,
    popover,
    toggle: () => change(!open),
    onName: {
      onPointerEnter: (event) => event.pointerType === 'mouse' && change(true, REST),
      onPointerLeave: leave,
    },
    onTip: { onPointerEnter: () => change(true), onPointerLeave: leave },
    onFrame: {
      onFocus: (event) => event.target.matches(':focus-visible') && change(true),
      onBlur: (event) => !event.currentTarget.contains(event.relatedTarget) && change(false),
      onKeyDown: (event) => event.key === 'Escape' && change(false),
    },
  };
}

/** To the right of the setting where there is room, otherwise under it; inside the window always. */
function placeBeside(setting: HTMLElement, tip: HTMLElement): void {
  const near = setting.getBoundingClientRect();
  const beside = near.right + GAP + tip.offsetWidth + GAP <= innerWidth;
  const left = beside ? near.right + GAP : Math.min(near.left, innerWidth - tip.offsetWidth - GAP);
  const top = beside ? near.top : near.bottom + 4;
  tip.style.left = `${Math.max(GAP, left)}px`;
  tip.style.top = `${Math.max(GAP, Math.min(top, innerHeight - tip.offsetHeight - GAP))}px`;
}
