import { useController, useSession } from '../../state/react.tsx';

/** Milliseconds of an iteration, and what to call that. */
const PACES = [
  [0, 'full speed'],
  [200, '5 updates a second'],
  [1000, '1 update a second'],
  [5000, '1 update in 5 s'],
] as const;

/** How fast to play: training is often over before one has looked. The run itself is the same at any pace. */
export function PaceChoice() {
  const controller = useController();
  const pace = useSession((session) => session.pace);
  return (
    <select
      className="pace"
      aria-label="Pace"
      title="How fast to play; the run is the same at any pace"
      value={pace}
      onChange={(event) => controller.setPace(Number(event.target.value))}
    >
      {PACES.map(([milliseconds, words]) => (
        <option key={milliseconds} value={milliseconds}>
          {words}
        </option>
      ))}
    </select>
  );
}
