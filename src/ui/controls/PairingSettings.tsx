import { ALGORITHMS, findAlgorithm } from '../../engine/algorithms/index.ts';
import { ENVIRONMENTS, findEnvironment } from '../../engine/envs/index.ts';
import { pairingProblem } from '../../presets/pairing.ts';
import { useController, useSession } from '../../state/react.tsx';
import { Setting } from './Setting.tsx';

/** Algorithm and environment: choosing another begins a new run with that pairing's tuned defaults. */
export function PairingSettings() {
  const controller = useController();
  const algo = useSession((session) => session.experiment.algo);
  const env = useSession((session) => session.experiment.env);
  const hide = useSession((session) => session.experiment.hide);
  return (
    <>
      {!hide.includes('algo') && (
        <Setting className="field" label="Algorithm" doc={findAlgorithm(algo).spec.summary} urlKey="algo">
          {({ name, tip }) => (
            <select
              value={algo}
              aria-labelledby={name}
              aria-describedby={tip}
              onChange={(event) => controller.choose({ algo: event.target.value })}
            >
              {ALGORITHMS.map(({ spec }) => (
                <option key={spec.id} value={spec.id}>
                  {spec.title}
                </option>
              ))}
            </select>
          )}
        </Setting>
      )}
      {!hide.includes('env') && (
        <Setting className="field" label="Environment" doc={findEnvironment(env).summary} urlKey="env">
          {({ name, tip }) => (
            <select
              value={env}
              aria-labelledby={name}
              aria-describedby={tip}
              onChange={(event) => controller.choose({ env: event.target.value })}
            >
              {ENVIRONMENTS.map(({ id }) => (
                <option key={id} value={id} disabled={pairingProblem(algo, id) !== null}>
                  {id}
                </option>
              ))}
            </select>
          )}
        </Setting>
      )}
    </>
  );
}
