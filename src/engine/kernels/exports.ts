/**
 * What the compiled kernel exports; see assembly/. An address is a byte offset in its memory, a count a number of
 * elements, a network or head the address of its record.
 */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  allocate(count: number): number;

  createNetwork(sizes: number, depth: number, activation: number, extra: number, capacity: number): number;
  reserve(network: number, capacity: number): void;
  pack(network: number): void;
  forward(network: number, rows: number): void;
  backward(network: number, rows: number): void;
  backwardInput(network: number, rows: number): void;
  tangents(network: number, direction: number, rows: number, target: number): void;
  fisherProduct(network: number, metric: number, direction: number, rows: number, target: number): void;
  parametersOf(network: number): number;
  thetaOf(network: number): number;
  gradientOf(network: number): number;
  inputOf(network: number): number;
  outputOf(network: number): number;
  dInputOf(network: number): number;
  dOutputOf(network: number): number;

  createHead(network: number, family: number): number;
  reserveHead(head: number): void;
  remember(head: number, rows: number): void;
  objective(head: number, rows: number, surrogate: number, clipRange: number, entropy: number, kl: number): void;
  measure(head: number, rows: number, clipRange: number): void;
  valueLoss(
    network: number,
    targets: number,
    oldValues: number,
    rows: number,
    clipRange: number,
    coefficient: number,
  ): number;
  codesOf(head: number): number;
  advantagesOf(head: number): number;
  oldLogProbabilitiesOf(head: number): number;
  oldHeadsOf(head: number): number;
  oldLogStdOf(head: number): number;
  logProbabilitiesOf(head: number): number;
  entropiesOf(head: number): number;
  divergencesOf(head: number): number;
  ratiosOf(head: number): number;
  resultsOf(head: number): number;

  adam(
    theta: number,
    gradient: number,
    m: number,
    v: number,
    count: number,
    rate: number,
    beta1: number,
    beta2: number,
    correction: number,
    epsilon: number,
  ): void;
  dropDust(x: number, count: number, limit: number): void;
  dot(x: number, y: number, count: number): number;
  addScaled(factor: number, x: number, y: number, count: number): void;
  average(share: number, x: number, y: number, count: number): void;
  scale(factor: number, x: number, count: number): void;
  copy(source: number, target: number, count: number): void;
  limitNorm(gradient: number, count: number, limit: number): number;
  gather(source: number, width: number, indices: number, rows: number, target: number): void;

  doubleProduct(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bias: number,
    c: number,
    cRow: number,
    rows: number,
    depth: number,
    columns: number,
    add: boolean,
  ): void;
  doubleTanh(h: number, count: number, table: number): void;

  mapTanh(x: number, count: number): void;
  mapExp(x: number, count: number): void;
  mapLog(x: number, count: number): void;
  mapSoftplus(x: number, count: number): void;
  mapSigmoid(x: number, count: number): void;
  multiplyAdds(rounds: number): number;
}
