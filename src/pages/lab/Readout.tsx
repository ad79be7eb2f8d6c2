import { kilo } from '../../charts/format.ts';
import { useSession } from '../../state/react.tsx';

/** In the header: which backend really runs, and how fast. */
export function Readout() {
  const backend = useSession((session) => session.run.backend);
  const kernel = useSession((session) => session.run.kernel);
  const speed = useSession((session) => session.run.stepsPerSecond);
  const asked = useSession((session) => session.experiment.backend);
  return (
    <span className="readout" title="The backend that trains, and environment steps a second of training">
      {backend ?? asked}
      {kernel && ' simd kernel'}
      {speed !== null && speed > 0 && ` · ${kilo(Number(speed.toPrecision(2)))} steps/s`}
    </span>
  );
}
