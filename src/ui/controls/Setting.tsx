import { createContext, type MouseEvent, type ReactNode, useContext, useId } from 'react';
import { RichText } from '../rich-text.tsx';
import { useTip } from './use-tip.ts';

/** Ids by which a control names and describes itself to assistive technology. */
export interface ControlIds {
  readonly name: string;
  readonly tip: string;
}

/** What stands before a key in the link: `<id>.` for a panel's own settings in the Lab. */
export const KeyPrefix = createContext('');

interface SettingProps {
  readonly className: string;
  /** Rich-text markup. */
  readonly label: string;
  readonly symbol?: string;
  /** What it does, in sentences. */
  readonly doc: string;
  /** Smaller, under the documentation: range and default, and the key in a link. */
  readonly facts?: string;
  readonly urlKey: string;
  /** What a mouse click on the name does, where that is more than opening the tip. */
  readonly onName?: () => void;
  readonly children: (ids: ControlIds) => ReactNode;
}

/** A control with its name and its documentation: the one frame around every kind of setting. */
export function Setting({ className, label, symbol, doc, facts, urlKey, onName, children }: SettingProps) {
  const id = useId();
  const ids = { name: `${id}name`, tip: `${id}tip` };
  const tip = useTip();
  const prefix = useContext(KeyPrefix);
  const click = ({ nativeEvent }: MouseEvent) => {
    const touched = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
    if (onName && !touched) onName();
    else tip.toggle();
  };
  return (
    <div className={`setting ${className}`} data-key={urlKey} ref={tip.frame} {...tip.onFrame}>
      {/* Out of the tab order: keyboard focus on the control itself opens the same tip. */}
      <button type="button" className="name" tabIndex={-1} id={ids.name} onClick={click} {...tip.onName}>
        <RichText text={label} /> {symbol && <RichText text={symbol} />}
      </button>
      {children(ids)}
      <div className="tip" role="tooltip" popover="manual" id={ids.tip} ref={tip.popover} {...tip.onTip}>
        <p>{doc}</p>
        <p className="facts">
          {facts && <span>{facts}</span>} <code>{prefix + urlKey}</code>
        </p>
      </div>
    </div>
  );
}
