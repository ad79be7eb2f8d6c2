import { table } from './results-file.ts';

interface Figure {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * What others reach with the same task, measured once on a machine of the same kind (2 shared cores, no GPU), in
 * environment steps per second.
 */
const PEERS: readonly (readonly [what: string, ours: string, peer: string, stepsPerSecond: number])[] = [
  ['CartPole’s dynamics alone', 'env.CartPole-v1', 'Gymnasium', 128_000],
  ['PPO end to end, CleanRL’s settings', 'ppo.cleanrl', 'CleanRL ppo.py, PyTorch', 7800],
  ['PPO end to end, our preset', 'ppo.preset', 'tfjs-examples cart-pole, in a browser', 1700],
];
const BATCHES = [1, 64, 1024, 8192];
/**
 * Of one update of DDPG, batch 64: five passes forward, two back, and one back to the critic's inputs alone. A network of two
 * layers of 64 has one 64 × 64 product a pass forward or to the inputs, two a pass back; its thin layers are left out.
 */
const DDPG_OPERATIONS = (5 + 2 * 2 + 1) * 64 * 64 * 64 * 2;

/** The figures of `bench:speed` as Markdown, the peers' beside ours. */
export function speedTables(figures: readonly Figure[]): string {
  const value = (id: string): number => figures.find((figure) => figure.id === id)!.value;
  const peak = value('simd.peak');
  const peers = PEERS.map(([what, ours, peer, theirs]) => [
    what,
    thousands(value(ours)),
    peer,
    thousands(theirs),
    (value(ours) / theirs).toFixed(1),
  ]);
  const kernel = BATCHES.map((batch) => {
    const gflops = value(`kernel.train.${batch}.gflops`);
    return [
      thousands(batch),
      value(`kernel.forward.${batch}`).toPrecision(3),
      value(`kernel.train.${batch}`).toPrecision(3),
      gflops.toFixed(1),
      `${((100 * gflops) / peak).toFixed(0)} %`,
      value(`tfjs.train.${batch}`).toPrecision(3),
      (value(`tfjs.train.${batch}`) / value(`kernel.train.${batch}`)).toFixed(1),
    ];
  });
  return [
    'Environment steps per second. The peers’ figures are from one quiet machine of this kind; ours from the run that wrote this.',
    table(['what', 'here', 'peer', 'there', 'times as fast'], peers),
    `Rollouts of 64 CartPoles under a 64-64 policy: ${thousands(value('rollout.CartPole-v1'))} steps/s.`,
    `DDPG on Pendulum-v1, an update of batch 64 for every step, 64-64 networks: ${thousands(value('ddpg'))} steps/s, of ${thousands((1e9 * peak) / DDPG_OPERATIONS)} at the multiply-add peak.`,
    `The kernel on a 4-64-64-2 tanh network against stock TensorFlow.js on WASM; train is forward, backward and Adam. Multiply-add peak of one core in the same run: ${peak.toFixed(1)} GFLOP/s. Fisher-vector product at 1024: ${value('fvp.1024').toPrecision(3)} ms.`,
    table(['batch', 'forward, ms', 'train, ms', 'GFLOP/s', 'of the peak', 'stock train, ms', 'times as fast'], kernel),
  ].join('\n\n');
}

const thousands = (value: number): string => Math.round(value).toLocaleString('en');
