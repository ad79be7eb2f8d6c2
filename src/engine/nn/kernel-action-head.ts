import type { Floats } from '../kernels/kernel.ts';
import type { MlpKernel } from '../kernels/mlp-kernel.ts';
import { exp, log } from '../math.ts';
import { ENTROPY_OF_UNIT_NORMAL, type PathwisePolicy } from './pathwise-policy.ts';

/** A pathwise policy's outputs in the kernel: what they mean as actions, and the way back from ∂J/∂a. */
export class KernelActionHead {
  /** μ as the box has it (tanh of the output) or as the network does, and e^(log σ); [capacity × action size] each. */
  private means: Floats;
  private spreads: Floats;
  private rows = 0;
  /** ActingOutputs.head, valid until the next call. */
  private head = new Float32Array(0);

  constructor(
    private readonly network: MlpKernel,
    private readonly policy: PathwisePolicy,
  ) {
    this.means = this.spreads = network.kernel.floats(0);
    this.current();
  }

  /** Reads `count` rows of the network's last forward pass, for the calls below. */
  read(count: number): void {
    const { network, policy } = this;
    const { actionSize, settings } = policy;
    this.current();
    const { exports } = network.kernel;
    const numbers = count * actionSize;
    const output = network.output.values;
    const means = this.means.values;
    const stride = settings.sigma === 'state' ? 2 * actionSize : actionSize;
    if (stride === actionSize) for (let i = 0; i < numbers; i++) means[i] = output[i]!;
    else
      for (let row = 0, i = 0; row < count; row++)
        for (let c = 0; c < actionSize; c++) means[i++] = output[row * stride + c]!;
    // Vector operations go on to the next multiple of 4; behind every block there is room for that.
    if (settings.squash) exports.mapTanh(this.means.address, (numbers + 3) & ~3);
    if (settings.sigma === 'none') return;
    const spreads = this.spreads.values;
    if (settings.sigma === 'state') {
      for (let row = 0, i = 0; row < count; row++)
        for (let c = 0; c < actionSize; c++) spreads[i++] = output[row * stride + actionSize + c]!;
      exports.mapExp(this.spreads.address, (numbers + 3) & ~3);
    } else {
      const logStd = network.theta.values.subarray(-actionSize);
      for (let c = 0; c < actionSize; c++) {
        const spread = exp(logStd[c]!);
        for (let i = c; i < numbers; i += actionSize) spreads[i] = spread;
      }
    }
  }

  /** actions ← μ + σ noise, or μ where there is none. */
  act(count: number, noise: Float32Array | null, actions: Float32Array): void {
    const { actionSize, settings, centre, reach } = this.policy;
    const { squash, sigmaMin } = settings;
    const [scale, shift] = squash ? [reach, centre] : [1, 0];
    const means = this.means.values;
    const spreads = this.spreads.values;
    const numbers = count * actionSize;
    if (!noise) for (let i = 0; i < numbers; i++) actions[i] = shift + scale * means[i]!;
    else
      for (let i = 0; i < numbers; i++) {
        const mean = shift + scale * means[i]!;
        actions[i] = mean + (sigmaMin + spreads[i]!) * noise[i]!;
      }
  }

  /**
   * From ∂J/∂a, count × action size, to the network's dOutput, and for a global log σ to its gradient's tail: ∂a/∂μ = 1,
   * ∂a/∂log σ = noise · e^(log σ). `backward` leaves the tail alone.
   */
  pullBack(count: number, slopes: Float32Array, noise: Float32Array | null): void {
    const { network, policy } = this;
    const { actionSize, settings, reach } = policy;
    const stride = settings.sigma === 'state' ? 2 * actionSize : actionSize;
    const dOutput = network.dOutput.values;
    const means = this.means.values;
    const spreads = this.spreads.values;
    const gradient = network.gradient.values;
    const tail = network.parameters - policy.freeParameters;
    gradient.fill(0, tail);
    for (let row = 0, i = 0; row < count; row++) {
      for (let c = 0; c < actionSize; c++, i++) {
        const slope = slopes[i]!;
        const at = row * stride + c;
        dOutput[at] = settings.squash ? slope * reach * (1 - means[i]! * means[i]!) : slope;
        if (!noise) continue;
        const ofLogStd = slope * noise[i]! * spreads[i]!;
        if (settings.sigma === 'state') dOutput[at + actionSize] = ofLogStd;
        else gradient[tail + c]! += ofLogStd;
      }
    }
  }

  /** What a row of the head says to a distribution: μ, then σ where actions are drawn. */
  acting(count: number): Float32Array {
    const { actionSize, settings } = this.policy;
    const draws = settings.sigma !== 'none';
    const width = draws ? 2 * actionSize : actionSize;
    if (this.head.length < count * width) this.head = new Float32Array(count * width);
    if (!draws) {
      this.act(count, null, this.head);
      return this.head;
    }
    const { centre, reach } = this.policy;
    const means = this.means.values;
    const spreads = this.spreads.values;
    for (let i = 0; i < count * actionSize; i++) {
      const c = i % actionSize;
      const at = 2 * (i - c) + c;
      this.head[at] = settings.squash ? centre + reach * means[i]! : means[i]!;
      this.head[at + actionSize] = settings.sigmaMin + spreads[i]!;
    }
    return this.head;
  }

  /** Mean σ, and mean entropy ½ ln 2πe + ln σ summed over components, of the rows read last. */
  spread(count: number): { sigma: number; entropy: number } {
    const { actionSize, settings } = this.policy;
    const spreads = this.spreads.values;
    let [sigma, entropy] = [0, 0];
    for (let i = 0; i < count * actionSize; i++) {
      const deviation = settings.sigmaMin + spreads[i]!;
      sigma += deviation;
      entropy += log(deviation) + ENTROPY_OF_UNIT_NORMAL;
    }
    return { sigma: sigma / (count * actionSize), entropy: entropy / count };
  }

  /** Room for as many rows as the network has. */
  private current(): void {
    const { kernel, capacity } = this.network;
    if (this.rows === capacity) return;
    this.rows = capacity;
    this.means = kernel.floats(capacity * this.policy.actionSize);
    this.spreads = kernel.floats(capacity * this.policy.actionSize);
  }
}
