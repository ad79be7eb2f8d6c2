/** An algorithm whose step sizes can be tried. */
export interface Contender {
  /** Its switch in the panel's state. */
  readonly field: 'reinforce' | 'a2c' | 'isPg' | 'trpo' | 'ppoKl' | 'ppoClip';
  readonly algo: string;
  /** Full and short, where room is scarce. */
  readonly names: readonly [string, string];
  /** The config key of its step size. */
  readonly key: 'learningRate' | 'delta';
}

/** In the lecture's order. */
export const CONTENDERS: readonly Contender[] = [
  { field: 'reinforce', algo: 'reinforce', names: ['REINFORCE', 'REINF.'], key: 'learningRate' },
  { field: 'a2c', algo: 'a2c', names: ['A2C', 'A2C'], key: 'learningRate' },
  { field: 'isPg', algo: 'is-pg', names: ['IS-PG', 'IS-PG'], key: 'learningRate' },
  { field: 'trpo', algo: 'trpo', names: ['TRPO', 'TRPO'], key: 'delta' },
  { field: 'ppoKl', algo: 'ppo-kl', names: ['PPO-KL', 'PPO-KL'], key: 'learningRate' },
  { field: 'ppoClip', algo: 'ppo-clip', names: ['PPO-Clip', 'PPO'], key: 'learningRate' },
];
