import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Environment } from '../../engine/envs/environment.ts';
import { Plot, type PlotRef } from '../Plot.tsx';
import { drawDriven, returnWriter } from './draw-driven.ts';
import { Drive } from './drive.ts';
import type { Key, KeyMap } from './keys.ts';

interface DrivenProps {
  readonly environment: Environment;
  readonly keys: KeyMap;
  readonly seed: number;
  /** Times the world's own pace; as fast as it goes is too fast for hands. */
  readonly speed: number;
  /** Mean return of the policy's latest training episodes. */
  readonly agent: () => number | null;
  readonly onHandBack: () => void;
}

const ARROWS: Readonly<Record<string, Key>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const SIGNS: Readonly<Record<Key, string>> = { left: '←', right: '→', up: '↑', down: '↓' };

/** The environment under the reader's own arrow keys, in this page: no worker, no policy. Escape hands it back. */
export function Driven({ environment, keys, seed, speed, agent, onHandBack }: DrivenProps) {
  const drive = useMemo(() => new Drive(environment, keys, seed), [environment, keys, seed]);
  const area = useRef<HTMLDivElement>(null);
  const plot = useRef<PlotRef>(null);
  const [said, setSaid] = useState('');
  const pace = Number.isFinite(speed) ? speed : 1;
  const newest = useRef(agent);
  useEffect(() => {
    newest.current = agent;
  });

  useEffect(() => area.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const write = returnWriter(environment);
    let [before, ended] = [performance.now(), drive.returns.length];
    let frame = requestAnimationFrame(function tick(now) {
      drive.pass(now - before, pace);
      before = now;
      plot.current?.redraw();
      if (drive.returns.length !== ended) {
        ended = drive.returns.length;
        const policy = newest.current();
        setSaid(`You: ${write(drive.episodeReturn)}.${policy === null ? '' : ` The policy: ${write(policy)}.`}`);
      }
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [drive, environment, pace]);

  const onKeyDown = (event: KeyboardEvent) => {
    const key = ARROWS[event.key];
    if (event.key === 'Escape') onHandBack();
    else if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    if (key && !event.repeat) drive.press(key);
  };
  const onKeyUp = (event: KeyboardEvent) => {
    const key = ARROWS[event.key];
    if (key) drive.release(key);
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) drive.leave();
  };
  return (
    <div
      className="driven"
      role="application"
      aria-label={`${environment.title} in your hands. ${keys.words} Escape hands it back.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the arrow keys
      tabIndex={0}
      ref={area}
      onKeyDown={onKeyDown}
      onKeyUp={onKeyUp}
      onBlur={onBlur}
    >
      <Plot
        className="big"
        ref={plot}
        label={`${environment.title}, driven by you`}
        draw={(frame) => drawDriven(frame, { environment, drive, agent: agent() })}
      />
      <div className="driven-keys">
        <p>{keys.words} Escape hands it back.</p>
        {keys.uses.map((key) => (
          <button
            key={key}
            type="button"
            className="btn"
            tabIndex={-1}
            aria-label={key}
            onPointerDown={(event) => {
              event.preventDefault();
              area.current?.focus({ preventScroll: true });
              drive.press(key);
            }}
            onPointerUp={() => drive.release(key)}
            onPointerLeave={() => drive.release(key)}
            onPointerCancel={() => drive.release(key)}
          >
            {SIGNS[key]}
          </button>
        ))}
      </div>
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}
