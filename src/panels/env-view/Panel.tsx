import { useEffect, useRef, useState } from 'react';
import type { Table } from '../../charts/export.ts';
import { probability } from '../../charts/format.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import { environmentFor } from '../../engine/envs/index.ts';
import type { MetricLog } from '../../state/metric-log.ts';
import { useController, useSession } from '../../state/react.tsx';
import type { StageFrame } from '../../worker/messages.ts';
import { Choice, Choices } from '../Choice.tsx';
import { Figure } from '../Figure.tsx';
import { PanelFrame } from '../PanelFrame.tsx';
import { Spoken } from '../Spoken.tsx';
import { Driven } from './Driven.tsx';
import { drawLarge } from './draw-large.ts';
import { drawMany } from './draw-many.ts';
import { sayGaussian } from './draw-policy.ts';
import './env-view.css';
import { keyMapFor } from './keys.ts';
import { envView, SHOWS, SPEEDS, speedOf } from './spec.ts';
import { COPIES, copyOf, frameFits, SMALL_COPIES } from './stage.ts';

export default function EnvViewPanel() {
  const controller = useController();
  const env = useSession((session) => session.experiment.env);
  const config = useSession((session) => session.experiment.config);
  const seed = useSession((session) => session.experiment.seed);
  const lookingBackAt = useSession((session) => session.lookingBackAt);
  const panelState = useSession((session) => session.experiment.panelState[envView.id]);
  const { show, speed } = envView.state.parse(panelState ?? {});
  const environment = environmentFor(env, config);
  const stage = () => (frameFits(environment, controller.log.stage) ? controller.log.stage : null);
  const set = (key: string, value: string) => controller.setPanelState(envView.id, key, value);

  // in somebody's hands: which environment, so that another one is not
  const [driven, setDriven] = useState<Environment | null>(null);
  const isDriven = driven === environment;
  const takeOver = useRef<HTMLButtonElement>(null);
  const keys = keyMapFor(environment);
  const handBack = () => {
    setDriven(null);
    takeOver.current?.focus();
  };

  const stageCopies = show === 'one' ? 1 : COPIES;
  const stageSpeed = speedOf(speed);
  useEffect(() => controller.want(envView.id, { stageCopies, stageSpeed }), [controller, stageCopies, stageSpeed]);

  return (
    <PanelFrame
      spec={envView}
      className={`shows-${isDriven ? 'one' : show}`}
      table={() => tableOf(environment, stage())}
    >
      <Choices>
        <Choice name="show" value={show} options={Object.entries(SHOWS)} onChange={(value) => set('show', value)} />
        <Choice name="speed" value={speed} options={Object.entries(SPEEDS)} onChange={(value) => set('speed', value)} />
        {keys && (
          <button
            type="button"
            className="btn"
            ref={takeOver}
            aria-pressed={isDriven}
            onClick={() => (isDriven ? handBack() : setDriven(environment))}
          >
            {isDriven ? 'Hand back' : 'Take the controls'}
          </button>
        )}
      </Choices>
      {keys && isDriven && (
        <Driven
          environment={environment}
          keys={keys}
          seed={seed}
          speed={stageSpeed}
          agent={() => meanReturn(controller.log, lookingBackAt)}
          onHandBack={handBack}
        />
      )}
      {!isDriven && show !== 'many' && (
        <Figure
          className="big"
          of={shownStage}
          label={`${environment.title}: one copy, and the policy’s choice in its state`}
          draw={(frame) => drawLarge(frame, { environment, stage: stage(), lookingBackAt })}
        />
      )}
      {!isDriven && show !== 'one' && (
        <Figure
          className="many"
          of={shownStage}
          label={`The same policy in ${SMALL_COPIES} environments, with the steps of each episode`}
          draw={(frame) => drawMany(frame, environment, stage(), show === 'many')}
        />
      )}
      <Spoken compose={() => summarise(environment, stage())} />
    </PanelFrame>
  );
}

/** Of the latest hundred training episodes, in the iteration in sight; null before the first episode. */
function meanReturn({ iterations }: MetricLog, lookingBackAt: number | null): number | null {
  const seen =
    lookingBackAt === null ? iterations.at(-1) : iterations.findLast(({ iteration }) => iteration <= lookingBackAt);
  return seen?.return100 ?? null;
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
  const small = stage.copies > 1 ? ` Of the ${stage.copies - 1} small copies ${ended} have just ended.` : '';
  return `Step ${copy.steps} of ${environment.maxEpisodeSteps}: ${state}. The policy: ${policy.join(', ')}.${small}`;
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
