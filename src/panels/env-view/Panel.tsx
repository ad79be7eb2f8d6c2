import { useEffect } from 'react';
import type { Table } from '../../charts/export.ts';
import { probability } from '../../charts/format.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import { environmentFor } from '../../engine/envs/index.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import { useController, useSession } from '../../state/react.tsx';
import type { StageFrame } from '../../worker/messages.ts';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { drawLarge } from './draw-large.ts';
import { drawMany } from './draw-many.ts';
import { sayGaussian } from './draw-policy.ts';
import { envView } from './spec.ts';
import { COPIES, copyOf, frameFits, SMALL_COPIES } from './stage.ts';

export default function EnvViewPanel() {
  const controller = useController();
  const env = useSession((session) => session.experiment.env);
  const config = useSession((session) => session.experiment.config);
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const environment = environmentFor(env, config);
  const stage = () => (frameFits(environment, controller.log.stage) ? controller.log.stage : null);

  useEffect(() => controller.want(envView.id, { stageCopies: COPIES }), [controller]);

  return (
    <PanelFrame spec={envView} table={() => tableOf(environment, stage())}>
      <Figure
        className="big"
        of={shownStage}
        label={`${environment.title}: one copy, and the policy’s choice in its state`}
        draw={(frame) => drawLarge(frame, { environment, stage: stage(), lookingBackAt })}
      />
      <Figure
        className="many"
        of={shownStage}
        label={`The same policy in ${SMALL_COPIES} environments, with the steps of each episode`}
        draw={(frame) => drawMany(frame, environment, stage())}
      />
      <Spoken compose={() => summarise(environment, stage())} />
    </PanelFrame>
  );
}

const shownStage = (log: MetricLog) => log.stage;

function summarise(environment: Environment, stage: StageFrame | null): string {
  if (!stage) return 'Nothing acts yet.';
  const copy = copyOf(environment, stage, 0);
  const { readouts } = environment.scene(copy.state, copy.action, 'large');
  const state = readouts.map(({ label, value }) => `${label} ${value}`).join(', ');
  const { action } = environment;
  const policy = action.names.map((name, i) =>
    action.kind === 'discrete'
      ? `${name} with probability ${probability(stage.policy[i] ?? 0)}`
      : `${name} ${sayGaussian(stage.policy[2 * i] ?? 0, stage.policy[2 * i + 1] ?? 0)}`,
  );
  const ended = stage.ended.subarray(1).reduce((count, flag) => count + flag, 0);
  return `Step ${copy.steps} of ${environment.maxEpisodeSteps}: ${state}. The policy: ${policy.join(', ')}. Of the ${stage.copies - 1} small copies ${ended} have just ended.`;
}

function tableOf(environment: Environment, stage: StageFrame | null): Table {
  const actionSize = stage ? stage.actions.length / stage.copies : 1;
  const names = Array.from({ length: environment.stateSize }, (_, i) => `state${i}`);
  const actions = Array.from({ length: actionSize }, (_, i) => `action${i}`);
  return {
    columns: ['copy', 'steps', 'return', 'ended', ...names, ...actions],
    rows: Array.from({ length: stage?.copies ?? 0 }, (_, i) => {
      const copy = copyOf(environment, stage!, i);
      const taken = actions.map((_name, k) => copy.action?.[k] ?? null);
      return [i, copy.steps, stage!.returns[i] ?? null, copy.ended ? 1 : 0, ...Array.from(copy.state), ...taken];
    }),
  };
}
