/** π*: what somebody who knows the task does. Deterministic; it sees what a policy sees, before any normalisation. */
export interface Expert {
  /** Where it comes from, in plain words that finish "the expert: …". */
  readonly source: string;
  /** Writes its action in observations[at …] to actions[actionAt …]; a discrete action is its index. */
  act(observations: ArrayLike<number>, at: number, actions: Float32Array, actionAt: number): void;
}
