import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionValues,
  combinedPull,
  type Design,
  descend,
  gradients,
  HIDDEN,
  initialParameters,
  layerNorms,
  type Parameters,
  STATES,
  trunkPull,
} from './small-actor-critic.ts';
import { forward } from './small-networks.ts';

function begin(design: Design, seed: number): Parameters {
  let i = 0;
  return initialParameters(design, () => Math.sin(78.233 * ++i + seed) * 1.4);
}

/** A fit of some steps, so that nothing is special about the place. */
function fitted(design: Design, seed: number, steps = 15): Parameters {
  let parameters = begin(design, seed);
  for (let i = 0; i < steps; i++) parameters = descend(parameters, 0.2, 0.5);
  return parameters;
}

const H = 1e-5;
const moved = (theta: Float64Array, i: number, by: number) => theta.map((t, j) => (i === j ? t + by : t));

describe('actor and critic', () => {
  it('have the gradients of finite differences in a network each', () => {
    const at = fitted('two', 1);
    const { policy, value } = gradients(at);
    policy.forEach((g, i) => {
      const loss = (by: number) => gradients({ policy: moved(at.policy, i, by), value: at.value }).losses.policy;
      expect(g).toBeCloseTo((loss(H) - loss(-H)) / (2 * H), 8);
    });
    value.forEach((g, i) => {
      const loss = (by: number) => gradients({ policy: at.policy, value: moved(at.value, i, by) }).losses.value;
      expect(g).toBeCloseTo((loss(H) - loss(-H)) / (2 * H), 8);
    });
  });

  it('have them in one network: the policy loss by finite differences', () => {
    const at = fitted('shared', 2);
    gradients(at).policy.forEach((g, i) => {
      const loss = (by: number) => {
        const theta = moved(at.policy, i, by);
        return gradients({ policy: theta, value: theta }).losses.policy;
      };
      expect(g).toBeCloseTo((loss(H) - loss(-H)) / (2 * H), 8);
    });
  });

  it('hold the target of the critic fixed, also where both share a network: V^π is not moved towards V', () => {
    const at = fitted('shared', 3);
    const outputs = (theta: Float64Array) => STATES.map((state) => forward([2, ...HIDDEN, 3], theta, state).at(-1)!);
    const targets = outputs(at.policy).map(([logit0, logit1], s) => {
      const [q0, q1] = actionValues(STATES[s]!);
      const p = 1 / (1 + Math.exp(logit1! - logit0!));
      return p * q0 + (1 - p) * q1;
    });
    const loss = (theta: Float64Array) =>
      outputs(theta).reduce((sum, [, , v], s) => sum + (v! - targets[s]!) ** 2, 0) / (2 * STATES.length);
    const { value, losses } = gradients(at);
    expect(losses.value).toBeCloseTo(loss(at.value), 12);
    value.forEach((g, i) => {
      expect(g).toBeCloseTo((loss(moved(at.value, i, H)) - loss(moved(at.value, i, -H))) / (2 * H), 8);
    });
  });

  it('keep to themselves in a network each: no loss reaches the other network', () => {
    const { policy, value } = begin('two', 4);
    const other = begin('two', 5);
    expect(gradients({ policy, value: other.value }).policy).toEqual(gradients({ policy, value }).policy);
    expect(layerNorms('two', 'policy', gradients({ policy, value }).policy)).toHaveLength(3);
  });

  it('both learn, in both designs', () => {
    for (const design of ['two', 'shared'] as const)
      for (const seed of [1, 2, 3]) {
        const before = gradients(begin(design, seed)).losses;
        const after = gradients(fitted(design, seed, 300)).losses;
        expect(after.policy).toBeLessThan(before.policy);
        expect(after.policy).toBeLessThan(-0.3);
        expect(after.value).toBeLessThan(before.value);
      }
  });

  it('shift the policy head of a shared network by the policy loss only, and the value head by the value loss only', () => {
    const at = fitted('shared', 6);
    const { policy, value } = gradients(at);
    const from = policy.length - 3 * 7;
    // the last layer: three rows of six weights, then three biases; V is the last row
    const head = (gradient: Float64Array) => [...gradient.subarray(from)];
    const ofValue = (_: number, i: number) => (i < 18 ? i >= 12 : i === 20);
    expect(head(policy).filter(ofValue)).toEqual(Array(7).fill(0));
    expect(head(value).filter((g, i) => !ofValue(g, i))).toEqual(Array(14).fill(0));
  });
});

describe('the pull on a shared trunk', () => {
  it('is the sum of both, by the law of cosines', () => {
    const pulls = fc.record({
      policyNorm: fc.double({ min: 0, max: 10, noNaN: true }),
      valueNorm: fc.double({ min: 0, max: 10, noNaN: true }),
      cosine: fc.double({ min: -1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(pulls, fc.double({ min: 0, max: 2, noNaN: true }), (pull, vfCoef) => {
        const { length, angle, along } = combinedPull(pull, vfCoef);
        const [a, b] = [pull.policyNorm, vfCoef * pull.valueNorm];
        expect(length * length).toBeCloseTo(a * a + b * b + 2 * a * b * pull.cosine, 6);
        expect(length * Math.cos(angle)).toBeCloseTo(along, 8);
      }),
    );
  });

  it('is the gradient of the sum of both losses, measured', () => {
    const at = fitted('shared', 7);
    const found = gradients(at);
    const pull = trunkPull(found);
    const end = 2 * 6 + 6 + 6 * 6 + 6;
    const sum = found.policy.map((g, i) => g + 0.7 * found.value[i]!).subarray(0, end);
    const norm = Math.sqrt(sum.reduce((total, g) => total + g * g, 0));
    expect(combinedPull(pull, 0.7).length).toBeCloseTo(norm, 12);
  });

  it('without weight on the value loss is the pull of the policy', () => {
    const pull = trunkPull(gradients(fitted('shared', 8)));
    expect(combinedPull(pull, 0)).toEqual({ along: pull.policyNorm, across: 0, length: pull.policyNorm, angle: 0 });
  });
});
