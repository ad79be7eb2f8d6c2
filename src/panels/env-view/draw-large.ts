import type { Frame } from '../../charts/figure.ts';
import { thousands } from '../../charts/format.ts';
import { layer } from '../../charts/layer.ts';
import type { Environment } from '../../engine/envs/environment.ts';
import type { StageFrame } from '../../worker/messages.ts';
import { drawPolicy } from './draw-policy.ts';
import { drawReadouts, drawScene } from './draw-scene.ts';
import { copyOf, restingCopy } from './stage.ts';

export interface LargeInput {
  readonly environment: Environment;
  /** Null before anything acts. */
  readonly stage: StageFrame | null;
  readonly lookingBackAt: number | null;
}

/** One copy, and beside it the policy in this very state. */
export function drawLarge(frame: Frame, { environment, stage, lookingBackAt }: LargeInput): void {
  const copy = stage ? copyOf(environment, stage, 0) : restingCopy(environment);
  const message = stage ? '' : 'Press play: the policy acts here.';
  const { column, readouts } = drawScene(frame, environment, copy, message);
  const policy = stage?.policy ?? null;
  const foot = drawPolicy(layer(frame.svg, 'policy'), column, environment, copy.action, policy);
  const step = copy.ended
    ? { label: 'ended at', value: thousands(copy.steps) }
    : { label: 'step', value: `${copy.steps} of ${environment.maxEpisodeSteps}` };
  const from = lookingBackAt === null ? [] : [{ label: 'from iteration', value: thousands(lookingBackAt) }];
  drawReadouts(frame, column, [...readouts, step, ...from], foot);
}
