import { under, within } from '../checkpoint-part.ts';
import type { Floats, Kernel } from '../kernels/kernel.ts';
import { MlpKernel } from '../kernels/mlp-kernel.ts';
import { KernelAdam } from '../kernels/optimizers.ts';
import type { CheckpointPart } from '../run-spec.ts';
import type { ActingOutputs } from './distribution.ts';
import { KernelActionHead } from './kernel-action-head.ts';
import type { Actor } from './learner.ts';
import type { PathwisePolicy, QFunction } from './pathwise-policy.ts';
import type {
  ClimbReadings,
  FitReadings,
  PathwiseMeasure,
  QLearner,
  QLearnerArrays,
  TransitionBatch,
} from './q-learner.ts';

/** Actor and critic in the SIMD kernel. An update allocates nothing. */
export class KernelQLearner implements QLearner {
  private readonly actor: MlpKernel;
  private readonly critic: MlpKernel;
  private readonly targetActor: MlpKernel;
  private readonly targetCritic: MlpKernel;
  private readonly head: KernelActionHead;
  private readonly targetHead: KernelActionHead;
  private readonly actorAdam: KernelAdam;
  private readonly criticAdam: KernelAdam;
  private readonly thetaOld: Floats;
  private readonly difference: Floats;
  /** Numbers of (s, a). */
  private readonly pairSize: number;
  private minibatch: TransitionBatch | null = null;
  /** Of the minibatch: y, Q_φ(s, a), an action of each row (π_θ′(s′), then π_θ(s)), and ∂J/∂a of the latter. */
  private targets = new Float32Array(0);
  private values = new Float32Array(0);
  private actions = new Float32Array(0);
  private slopes = new Float32Array(0);
  private found = { qLoss: 0, meanQ: 0, targetQ: 0, tdError: 0, objective: 0 };
  /** What acts for show, made when it is first asked for. */
  private stage: { readonly network: MlpKernel; readonly head: KernelActionHead } | null = null;

  /** @param room rows of the batches to come */
  constructor(
    private readonly kernel: Kernel,
    readonly policy: PathwisePolicy,
    private readonly q: QFunction,
    theta: Float32Array,
    phi: Float32Array,
    private readonly room: number,
  ) {
    this.pairSize = q.observationSize + q.actionSize;
    this.actor = this.createActor(theta);
    this.targetActor = this.createActor(theta);
    this.critic = this.createCritic(phi);
    this.targetCritic = this.createCritic(phi);
    this.head = new KernelActionHead(this.actor, policy);
    this.targetHead = new KernelActionHead(this.targetActor, policy);
    this.actorAdam = new KernelAdam(this.actor);
    this.criticAdam = new KernelAdam(this.critic);
    this.thetaOld = kernel.floats(policy.size);
    this.difference = kernel.floats(policy.size);
  }

  act(observations: Float32Array, count: number): ActingOutputs {
    return actWith(this.actor, this.head, observations, count);
  }

  async theta(): Promise<Float32Array> {
    return this.actor.theta.values.slice();
  }

  frozen(theta: Float32Array): Actor {
    const { policy } = this;
    this.stage ??= this.createStage(theta);
    const { network, head } = this.stage;
    network.setTheta(theta);
    return { policy, act: (observations, count) => actWith(network, head, observations, count), dispose() {} };
  }

  mark(): void {
    this.kernel.copy(this.actor.theta, this.thetaOld);
  }

  begin(minibatch: TransitionBatch): void {
    const { size } = minibatch;
    this.minibatch = minibatch;
    if (this.values.length === size) return;
    for (const network of [this.actor, this.critic, this.targetActor, this.targetCritic]) network.reserve(size);
    this.targets = new Float32Array(size);
    this.values = new Float32Array(size);
    this.actions = new Float32Array(size * this.policy.actionSize);
    this.slopes = new Float32Array(size * this.policy.actionSize);
  }

  target(gamma: number, noise: Float32Array | null): void {
    const { targetActor, targetHead, targetCritic, targets, actions } = this;
    const { size, nextObservations, rewards, terminated } = this.minibatch!;
    targetActor.input.values.set(nextObservations);
    targetActor.forward(size);
    targetHead.read(size);
    targetHead.act(size, noise, actions);
    const { observationSize, actionSize } = this.q;
    putColumns(nextObservations, observationSize, size, targetCritic.input.values, 0, this.pairSize);
    putColumns(actions, actionSize, size, targetCritic.input.values, observationSize, this.pairSize);
    targetCritic.forward(size);
    const next = targetCritic.output.values;
    let sum = 0;
    for (let row = 0; row < size; row++) {
      targets[row] = rewards[row]! + gamma * (1 - terminated[row]!) * next[row]!;
      sum += targets[row]!;
    }
    this.found.targetQ = sum / size;
  }

  fit(rate: number): void {
    const { critic, targets, values, found } = this;
    const { size, pairs } = this.minibatch!;
    critic.input.values.set(pairs);
    critic.forward(size);
    const output = critic.output.values;
    const dOutput = critic.dOutput.values;
    let [squares, sizes, sum] = [0, 0, 0];
    for (let row = 0; row < size; row++) {
      const value = output[row]!;
      const error = value - targets[row]!;
      values[row] = value;
      dOutput[row] = (2 * error) / size;
      squares += error * error;
      sizes += Math.abs(error);
      sum += value;
    }
    found.qLoss = squares / size;
    found.tdError = sizes / size;
    found.meanQ = sum / size;
    critic.backward(size);
    this.criticAdam.descend(rate);
  }

  climb(rate: number, noise: Float32Array | null): void {
    const { actor, critic, head, actions, slopes, found } = this;
    const { size, observations } = this.minibatch!;
    actor.input.values.set(observations);
    actor.forward(size);
    head.read(size);
    head.act(size, noise, actions);
    // The critic's inputs still hold this minibatch's states, from its fit.
    const { observationSize, actionSize } = this.q;
    putColumns(actions, actionSize, size, critic.input.values, observationSize, this.pairSize);
    critic.forward(size);
    const output = critic.output.values;
    let sum = 0;
    for (let row = 0; row < size; row++) sum += output[row]!;
    found.objective = sum / size;
    critic.dOutput.values.fill(1 / size, 0, size);
    critic.backwardInput(size);
    takeColumns(critic.dInput.values, observationSize, this.pairSize, size, slopes, actionSize);
    head.pullBack(size, slopes, noise);
    actor.backward(size);
    this.actorAdam.ascend(rate);
  }

  follow(tau: number): void {
    const { kernel } = this;
    for (const [network, target] of [
      [this.actor, this.targetActor],
      [this.critic, this.targetCritic],
    ] as const) {
      kernel.average(tau, network.theta, target.theta);
      target.changed();
    }
  }

  targetReading(): number {
    return this.found.targetQ;
  }

  fitReadings(): FitReadings {
    const { qLoss, meanQ, tdError } = this.found;
    return { qLoss, meanQ, tdError, qGradNorm: this.kernel.norm(this.critic.gradient) };
  }

  climbReadings(): ClimbReadings {
    return { objective: this.found.objective, gradNorm: this.kernel.norm(this.actor.gradient) };
  }

  measure(): PathwiseMeasure {
    const { kernel, difference, actor, thetaOld } = this;
    kernel.copy(actor.theta, difference);
    kernel.addScaled(-1, thetaOld, difference);
    const stepNorm = kernel.norm(difference);
    if (this.policy.settings.sigma === 'none') return { stepNorm };
    return { stepNorm, ...this.head.spread(this.minibatch!.size) };
  }

  async inspect(): Promise<QLearnerArrays> {
    const { size } = this.minibatch!;
    return {
      targets: this.targets.slice(),
      values: this.values.slice(),
      criticGradient: this.critic.gradient.values.slice(),
      actions: this.actions.slice(),
      // J is a mean over rows; each row's ∂Q/∂a is as many times as large.
      slopes: this.slopes.map((slope) => slope * size),
      actorGradient: this.actor.gradient.values.slice(),
    };
  }

  save(): CheckpointPart {
    return {
      theta: this.actor.theta.values.slice(),
      phi: this.critic.theta.values.slice(),
      targetTheta: this.targetActor.theta.values.slice(),
      targetPhi: this.targetCritic.theta.values.slice(),
      ...under('actor', this.actorAdam.save()),
      ...under('critic', this.criticAdam.save()),
    };
  }

  load(part: CheckpointPart): void {
    this.actor.setTheta(part.theta as Float32Array);
    this.critic.setTheta(part.phi as Float32Array);
    this.targetActor.setTheta(part.targetTheta as Float32Array);
    this.targetCritic.setTheta(part.targetPhi as Float32Array);
    this.actorAdam.load(within('actor', part));
    this.criticAdam.load(within('critic', part));
  }

  /** The kernel's memory goes with the run. */
  dispose(): void {}

  private createActor(theta: Float32Array): MlpKernel {
    const { shape, freeParameters } = this.policy;
    const network = new MlpKernel(this.kernel, shape, { batch: this.room, freeParameters });
    network.setTheta(theta);
    return network;
  }

  private createStage(theta: Float32Array) {
    const network = this.createActor(theta);
    return { network, head: new KernelActionHead(network, this.policy) };
  }

  private createCritic(phi: Float32Array): MlpKernel {
    const network = new MlpKernel(this.kernel, this.q.shape, { batch: this.room });
    network.setTheta(phi);
    return network;
  }
}

function actWith(network: MlpKernel, head: KernelActionHead, observations: Float32Array, count: number): ActingOutputs {
  network.reserve(count);
  network.input.values.set(observations);
  network.forward(count);
  head.read(count);
  return { head: head.acting(count), logStd: null };
}

/** target[row, at …] ← the rows of `source`, `width` numbers each; the target's rows are `stride` numbers long. */
function putColumns(
  source: Float32Array,
  width: number,
  rows: number,
  target: Float32Array,
  at: number,
  stride: number,
): void {
  for (let column = 0; column < width; column++)
    for (let row = 0; row < rows; row++) target[row * stride + at + column] = source[row * width + column]!;
}

/** The other way round. */
function takeColumns(
  source: Float32Array,
  at: number,
  stride: number,
  rows: number,
  target: Float32Array,
  width: number,
): void {
  for (let column = 0; column < width; column++)
    for (let row = 0; row < rows; row++) target[row * width + column] = source[row * stride + at + column]!;
}
