// A policy network's head: which family of distributions its outputs parametrise, and the arrays that lie beside a
// minibatch's inputs, row by row.
import { allocate, padded } from './arena';
import { Network } from './network';

export const CATEGORICAL: i32 = 0;
export const GAUSSIAN: i32 = 1;
export const SIGMOID: i32 = 2;

@unmanaged
export class Head {
  family: i32;
  /** Numbers that the network puts out for one state. */
  width: i32;
  network: Network;
  /** Per sample. codes [capacity, width]: one-hot rows, values, or ±1; the others [capacity]. */
  codes: usize;
  advantages: usize;
  oldLogProbabilities: usize;
  /** π_old: heads [capacity, width] (normalised logits for a categorical), and log σ. */
  oldHeads: usize;
  oldLogStd: usize;
  /** What `evaluate` finds, [capacity] each. */
  logProbabilities: usize;
  entropies: usize;
  divergences: usize;
  /** log Σ eˡ of a categorical's logits l. */
  logSums: usize;
  /** dJ/d log π(a|s), [capacity]. */
  slopes: usize;
  /** π(a|s)/π_old(a|s), [capacity]. */
  ratios: usize;
  /** Results of an objective, float64; see objective.ts. */
  results: usize;

  @inline
  stride(): usize {
    return (<usize>this.width) << 2;
  }
  /** log σ: θ's tail. */
  @inline
  logStd(): usize {
    return this.network.theta + ((<usize>this.network.layerParameters) << 2);
  }
}

/** @param family CATEGORICAL, GAUSSIAN or SIGMOID; @returns the address of a Head */
export function createHead(network: usize, family: i32): usize {
  const head = changetype<Head>(allocate(<i32>(offsetof<Head>() >> 2)));
  head.family = family;
  head.network = changetype<Network>(network);
  head.width = head.network.layer(head.network.depth - 1).outputs;
  head.oldLogStd = allocate(head.width);
  head.results = allocate(16);
  reserveHead(changetype<usize>(head));
  return changetype<usize>(head);
}

/** Makes room for as many rows as the network has. */
export function reserveHead(address: usize): void {
  const head = changetype<Head>(address);
  const rows = padded(head.network.capacity);
  head.codes = allocate(rows * head.width);
  head.oldHeads = allocate(rows * head.width);
  head.advantages = allocate(rows);
  head.oldLogProbabilities = allocate(rows);
  head.logProbabilities = allocate(rows);
  head.entropies = allocate(rows);
  head.divergences = allocate(rows);
  head.logSums = allocate(rows);
  head.slopes = allocate(rows);
  head.ratios = allocate(rows);
}
