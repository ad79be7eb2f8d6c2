import { useEffect, useRef, useState } from 'react';
import { type Figure, figure } from '../../charts/figure.ts';
import { drawStep, THETA_OLD } from './draw-step.ts';
import { stepVerdict } from './step-verdict.ts';

/** Where the figure begins, and stands where motion is not wanted: the step at its most telling. */
const START = 2.1;

/** The living figure: the same step, sliding along the sigmoid, until somebody takes hold of it. */
export function SigmoidStep() {
  const host = useRef<HTMLDivElement>(null);
  const [verdict, setVerdict] = useState(() => stepVerdict(START));
  const [announced, setAnnounced] = useState('');

  useEffect(() => {
    let thetaOld = START;
    let frame = 0;
    let drawing: Figure | undefined;
    const show = (theta: number) => {
      thetaOld = Math.max(THETA_OLD[0], Math.min(THETA_OLD[1], theta));
      drawing?.redraw();
      const next = stepVerdict(thetaOld);
      setVerdict((now) =>
        now.before + now.stressed + now.after === next.before + next.stressed + next.after ? now : next,
      );
    };
    const actions = {
      moveTo: (theta: number) => {
        cancelAnimationFrame(frame);
        show(theta);
      },
      dropped: () => {
        const { before, stressed, after } = stepVerdict(thetaOld);
        setAnnounced(before + stressed + after);
      },
    };
    drawing = figure(host.current!, (room) => drawStep(room, thetaOld, actions), {
      label:
        'A sigmoid policy. The same step in theta slides along it, and the change it makes in the policy grows and shrinks.',
    });
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
      let began: number | undefined;
      const slide = (now: number) => {
        began ??= now;
        frame = requestAnimationFrame(slide);
        show(START + 3.4 * Math.sin((now - began) / 5200));
      };
      frame = requestAnimationFrame(slide);
    }
    return () => {
      cancelAnimationFrame(frame);
      drawing.remove();
    };
  }, []);

  return (
    <div className="hero-step">
      <div className="plot" ref={host} />
      <p className="verdict" data-level={verdict.level}>
        {verdict.before}
        {verdict.stressed && <b>{verdict.stressed}</b>}
        {verdict.after}
      </p>
      <p className="sr" role="status">
        {announced}
      </p>
    </div>
  );
}
