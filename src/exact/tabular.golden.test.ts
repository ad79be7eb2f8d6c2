import { describe, expect, it } from 'vitest';
import { greedy, naturalStep, optimalValues, type Process, policyValues, softmax, type Table } from './tabular.ts';
import { readGolden } from './testing/golden.ts';

/** An environment's recorded transition table. */
function readProcess(name: string): Process {
  const { P } = readGolden<{
    P: [probability: number, next: number, reward: number, terminated: number][][][];
  }>(`env_${name}`);
  return P.map((actions) =>
    actions.map((outcomes) =>
      outcomes.map(([probability, next, reward, terminated]) => ({
        probability,
        next,
        reward,
        terminated: terminated === 1,
      })),
    ),
  );
}

const uniform = (world: Process): Table => world.map((actions) => actions.map(() => 0));

describe('exact natural policy gradient on CliffWalking-v1, γ = .99', () => {
  const cliff = readProcess('CliffWalking-v1-det');
  const START = 36;

  it('reaches the shortest path, a return of −13', () => {
    let logits = uniform(cliff);
    for (let k = 0; k < 400; k++) logits = naturalStep(cliff, logits, 0.002, 0.99, 300);
    // Undiscounted, within the step limit of 200.
    expect(policyValues(cliff, greedy(logits), 1, 200)[START]).toBe(-13);
    expect(policyValues(cliff, softmax(logits), 1, 200)[START]).toBeGreaterThan(-13.5);
    expect(optimalValues(cliff, 1, 200)[START]).toBe(-13);
  });

  it('never makes the policy worse, anywhere, at any step size', () => {
    for (const alpha of [0.001, 0.05, 5]) {
      let logits = uniform(cliff);
      let before = policyValues(cliff, softmax(logits), 0.99, 2000);
      for (let k = 0; k < 8; k++) {
        logits = naturalStep(cliff, logits, alpha, 0.99, 2000);
        const after = policyValues(cliff, softmax(logits), 0.99, 2000);
        for (const [s, value] of after.entries()) expect(value).toBeGreaterThanOrEqual(before[s]! - 1e-4);
        before = after;
      }
    }
  });
});

describe('FrozenLake-v1, slippery', () => {
  it('is solved by no policy in more than 81.7 % of all episodes of 200 steps', () => {
    expect(optimalValues(readProcess('FrozenLake-v1-slippery'), 1, 200)[0]).toBeCloseTo(0.8167, 4);
  });
});
