import { gatherRows, toDevice } from '../rollout/device-batch.ts';
import type { Batch } from '../rollout/trajectories.ts';
import { tf } from '../tf.ts';
import type { Outputs } from './distribution.ts';
import { PolicyJacobian } from './jacobian.ts';
import { MOVED } from './learner.ts';
import type { Policy } from './policy.ts';

/** The batch in hand as tensors, and the policy that collected it. */
export class TfBatch {
  /** Whether θ has left θ_old. */
  moved = false;
  readonly old: Outputs;
  readonly all: {
    readonly observations: tf.Tensor2D;
    readonly codes: tf.Tensor2D;
    readonly logPiOld: tf.Tensor1D;
    readonly oldHead: tf.Tensor2D;
  };
  private derivatives: PolicyJacobian | null = null;

  constructor(
    private readonly policy: Policy,
    readonly thetaOld: tf.Tensor1D,
    batch: Batch,
  ) {
    const { observations, codes } = toDevice(batch, ['observations', 'codes']);
    this.old = tf.tidy(() => policy.outputs(thetaOld, observations));
    const logPiOld = tf.tidy(() => policy.distribution.logProbability(this.old, codes));
    this.all = { observations, codes, logPiOld, oldHead: this.old.head };
  }

  /** The caller disposes what it asked for; all rows (null) are the batch's own. */
  rows(rows: Uint32Array | null): TfBatch['all'] {
    return rows ? gatherRows(this.all, rows) : this.all;
  }

  /** Made when it is first asked for. @throws Error once θ has left θ_old */
  jacobian(): PolicyJacobian {
    if (this.moved) throw new Error(MOVED);
    this.derivatives ??= new PolicyJacobian(this.policy, this.thetaOld, this.all.observations);
    return this.derivatives;
  }

  /** π_old(·|s) of some rows. */
  oldOutputs({ oldHead }: Pick<TfBatch['all'], 'oldHead'>): Outputs {
    return { head: oldHead, logStd: this.old.logStd };
  }

  dispose(): void {
    this.derivatives?.dispose();
    tf.dispose([this.thetaOld, this.old, this.all]);
  }
}
