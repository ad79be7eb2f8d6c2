import { useRef } from 'react';
import { byMagnitude, thousands } from '../../charts/format.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Figure } from '../Figure.tsx';
import { Spoken } from '../Spoken.tsx';
import { drawTimeline } from './draw.ts';

/** The foot of the Lab: every update of the run by its KL, and the handle that looks back at one of them. */
export function Timeline() {
  const controller = useController();
  const algo = useSession((session) => session.experiment.algo);
  const targetKl = useSession((session) => Number(session.experiment.config.targetKl ?? 0));
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const reading = useRef<{ iteration: number | null }>({ iteration: null });
  const { log } = controller;

  return (
    <>
      <Figure
        of={({ iterations }) => iterations.at(-1)}
        label="Timeline: the KL of every update, and the iteration shown"
        draw={(frame) =>
          drawTimeline(frame, {
            log,
            algo,
            targetKl,
            lookingBackAt,
            onLookBack: (iteration) => controller.lookBackAt(iteration),
            reading: reading.current,
          })
        }
      />
      <Spoken
        compose={() => {
          const last = log.iterations.at(-1);
          if (!last) return 'No iteration yet.';
          const { kl, stepNorm } = last.metrics;
          const size =
            kl !== undefined
              ? `KL ${byMagnitude(kl)}`
              : stepNorm !== undefined
                ? `step length ${byMagnitude(stepNorm)}`
                : '';
          return `Iteration ${thousands(last.iteration)}. Last update: ${size}.`;
        }}
      />
    </>
  );
}
