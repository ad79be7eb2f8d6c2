import { exp } from '../math.ts';
import type { Policy } from '../nn/policy.ts';
import type { Batch } from '../rollout/trajectories.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type Family, familyOf, type Outputs } from './family.ts';
import { fastExp } from './fast-exp.ts';
import { Network } from './network.ts';

/** A batch as one θ sees it. */
export interface Seen {
  /** r_t(θ) = π_θ(a_t|s_t) / π_old(a_t|s_t) of every row. */
  readonly ratios: Float64Array;
  /** Mean KL(π_old ‖ π_θ), in nats. */
  readonly kl: number;
}

type Collected = Pick<Batch, 'size' | 'observations' | 'codes'>;

/** A batch, and what π_old said to it. */
interface Hand extends Collected {
  readonly thetaOld: ArrayLike<number>;
  readonly old: Outputs;
  /** log π_old(a_t|s_t) */
  readonly logProbabilities: Float64Array;
}

/** π_old and the batch that it collected, in float64: how any other θ compares on it, and derivatives at θ_old. */
export class OldPolicy {
  private readonly network: Network;
  private readonly family: Family;
  private hand: Hand | null = null;
  /** Whether the network's last forward pass was that of θ_old. */
  private standsAtOld = false;

  constructor(
    arithmetic: Arithmetic,
    private readonly policy: Policy,
  ) {
    this.network = new Network(arithmetic, policy.shape);
    this.family = familyOf(policy.distribution);
  }

  /** Takes a batch in hand: what follows is said of it. */
  open({ size, observations, codes }: Collected, thetaOld: ArrayLike<number>): void {
    this.network.load(observations, size);
    const old = this.outputs(thetaOld);
    this.standsAtOld = true;
    const logProbabilities = new Float64Array(size).map((_, row) => this.family.logProbability(old, row, codes));
    this.hand = { size, observations, codes, thetaOld, old, logProbabilities };
  }

  at(theta: ArrayLike<number>): Seen {
    const { family } = this;
    const { size, codes, old, logProbabilities } = this.hand!;
    this.standsAtOld = false;
    const now = this.outputs(theta);
    const ratios = new Float64Array(size);
    let kl = 0;
    for (let row = 0; row < size; row++) {
      ratios[row] = fastExp(family.logProbability(now, row, codes) - logProbabilities[row]!);
      kl += family.kl(old, now, row);
    }
    return { ratios, kl: kl / size };
  }

  /** g: the mean of Â ∇ log π at θ_old, [parameters]; there it is also the gradient of L^IS. */
  gradient(advantages: ArrayLike<number>): Float64Array {
    const { size, codes, old } = this.hand!;
    const head = new Float64Array(old.head.length);
    const logStd = new Float64Array(this.policy.distribution.freeParameters);
    for (let row = 0; row < size; row++) this.family.score(old, row, codes, advantages[row]! / size, head, logStd);
    const gradient = new Float64Array(this.policy.size);
    gradient.set(this.networkAtOld().backward(head));
    gradient.set(logStd, gradient.length - logStd.length);
    return gradient;
  }

  /** F v at θ_old, [parameters]: F = mean of Jᵀ M J is the Hessian of KL(π_old ‖ π_θ). */
  fisherProduct(v: ArrayLike<number>): Float64Array {
    const { size, old } = this.hand!;
    const network = this.networkAtOld();
    const tangents = network.tangents(v);
    for (let row = 0; row < size; row++) this.family.metric(old, row, 1 / size, tangents);
    const product = new Float64Array(this.policy.size);
    product.set(network.backward(tangents));
    // The Fisher information of log σ is 2 in every row.
    for (let i = product.length - this.policy.distribution.freeParameters; i < product.length; i++)
      product[i] = 2 * v[i]!;
    return product;
  }

  private networkAtOld(): Network {
    if (!this.standsAtOld) this.network.forward(this.hand!.thetaOld);
    this.standsAtOld = true;
    return this.network;
  }

  private outputs(theta: ArrayLike<number>): Outputs {
    return { ...this.family.prepare(this.network.forward(theta)), ...spreadOf(this.policy, theta) };
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
