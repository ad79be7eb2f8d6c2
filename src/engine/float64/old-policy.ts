import { exp } from '../math.ts';
import type { Policy } from '../nn/policy.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type Family, familyOf, type Outputs } from './family.ts';
import { Network } from './network.ts';

/** A batch as one θ sees it. */
export interface Seen {
  /** r_t(θ) = π_θ(a_t|s_t) / π_old(a_t|s_t) of every row. */
  readonly ratios: Float64Array;
  /** Mean KL(π_old ‖ π_θ), in nats. */
  readonly kl: number;
}

type Collected = Pick<Batch, 'size' | 'observations' | 'codes'>;

/** π_old and the batch that it collected, in float64: how any other θ compares on it, and derivatives at θ_old. */
export class OldPolicy {
  private readonly network: Network;
  private readonly family: Family;
  private batch: Collected = { size: 0, observations: new Float32Array(), codes: new Float32Array() };
  private thetaOld: ArrayLike<number> = [];
  private old: Outputs = { head: new Float64Array(), logStd: new Float64Array(), deviation: new Float64Array() };
  private logProbabilities = new Float64Array();
  /** Whether the network's last forward pass was that of θ_old. */
  private standsAtOld = false;

  constructor(
    arithmetic: Arithmetic,
    readonly policy: Policy,
  ) {
    this.network = new Network(arithmetic, policy.shape);
    this.family = familyOf(policy.distribution);
  }

  /** What follows is said of this batch. */
  open(batch: Collected, thetaOld: ArrayLike<number>): void {
    this.batch = batch;
    this.thetaOld = thetaOld;
    this.network.load(batch.observations, batch.size);
    this.old = this.outputs(thetaOld);
    this.standsAtOld = true;
    this.logProbabilities = Float64Array.from({ length: batch.size }, (_, row) =>
      this.family.logProbability(this.old, row, batch.codes),
    );
  }

  at(theta: ArrayLike<number>): Seen {
    const { batch, family, old, logProbabilities } = this;
    this.standsAtOld = false;
    const now = this.outputs(theta);
    const ratios = new Float64Array(batch.size);
    let kl = 0;
    for (let row = 0; row < batch.size; row++) {
      ratios[row] = exp(family.logProbability(now, row, batch.codes) - logProbabilities[row]!);
      kl += family.kl(old, now, row);
    }
    return { ratios, kl: kl / batch.size };
  }

  /** g: the mean of Â ∇ log π at θ_old, [parameters]; there it is also the gradient of L^IS. */
  gradient(advantages: ArrayLike<number>): Float64Array {
    const { batch, family, old } = this;
    const { size, distribution } = this.policy;
    const head = new Float64Array(old.head.length);
    const logStd = new Float64Array(distribution.freeParameters);
    for (let row = 0; row < batch.size; row++)
      family.score(old, row, batch.codes, advantages[row]! / batch.size, head, logStd);
    return joined(this.atOld().backward(head), logStd, size);
  }

  /** F v at θ_old, [parameters]: F = mean of Jᵀ M J is the Hessian of KL(π_old ‖ π_θ). */
  fisherProduct(v: ArrayLike<number>): Float64Array {
    const { batch, family, old } = this;
    const { size, distribution } = this.policy;
    const network = this.atOld();
    const tangents = network.tangents(v);
    for (let row = 0; row < batch.size; row++) family.metric(old, row, 1 / batch.size, tangents);
    const first = size - distribution.freeParameters;
    const logStd = Float64Array.from({ length: distribution.freeParameters }, (_, i) => 2 * v[first + i]!);
    return joined(network.backward(tangents), logStd, size);
  }

  private atOld(): Network {
    if (!this.standsAtOld) this.network.forward(this.thetaOld);
    this.standsAtOld = true;
    return this.network;
  }

  private outputs(theta: ArrayLike<number>): Outputs {
    const head = this.network.forward(theta);
    this.family.prepare(head);
    return { head, ...spreadOf(this.policy, theta) };
  }
}

/** log σ and σ, where θ ends in some. */
export function spreadOf(
  { size, distribution }: Policy,
  theta: ArrayLike<number>,
): Pick<Outputs, 'logStd' | 'deviation'> {
  const first = size - distribution.freeParameters;
  const logStd = Float64Array.from({ length: distribution.freeParameters }, (_, i) => theta[first + i]!);
  return { logStd, deviation: logStd.map(exp) };
}

function joined(network: Float64Array, logStd: Float64Array, size: number): Float64Array {
  const whole = new Float64Array(size);
  whole.set(network);
  whole.set(logStd, network.length);
  return whole;
}
