import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../charts/rich-text.ts';
import { descend, gradients, SHARED } from '../../exact/small-actor-critic.ts';
import { layerRanges } from '../../exact/small-networks.ts';
import { fitOf } from './findings.ts';
import { fittedParameters } from './fit.ts';
import { judge } from './verdict.ts';

const states = fc.record({
  vfCoef: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  updates: fc.integer({ min: 0, max: 400 }),
  // few, so that their fits are computed once
  seed: fc.constantFrom(1, 2, 3),
});
const number = (text: string) => Number(text.replace('−', '-'));
const TRUNK = layerRanges(SHARED)[1]![1];

test('what it says of the pulls and of the step holds, computed apart', () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 20, maxLength: 20 }), (many) => {
      for (const { vfCoef, updates, seed } of many.sort((a, b) => a.seed - b.seed)) {
        const { level, text } = judge(fitOf({ seed, updates }), vfCoef);
        const said = plainText(text);
        const found = gradients(fittedParameters('shared', seed, updates));
        const [policy, value] = [found.policy.slice(0, TRUNK), found.value.slice(0, TRUNK)];
        const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, xi, i) => sum + xi * y[i]!, 0);
        const angle = (x: Float64Array, y: Float64Array) => dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
        const cosine = angle(policy, value);
        const [, way, shown] = /here (.+?): cosine (−?[\d.]+)\./.exec(said)!;
        expect(Math.abs(number(shown!) - cosine)).toBeLessThanOrEqual(0.00501);
        if (Math.abs(Math.abs(cosine) - 0.1) > 1e-9)
          expect(way).toBe(cosine < -0.1 ? 'against each other' : cosine > 0.1 ? 'the same way' : 'across each other');

        const step = policy.map((g, i) => g + vfCoef * value[i]!);
        const degrees = (Math.acos(Math.min(1, angle(policy, step))) * 180) / Math.PI;
        const off = /points (\d+)° off/.exec(said);
        expect(off === null).toBe(vfCoef === 0);
        if (off) expect(Math.abs(Number(off[1]) - degrees)).toBeLessThanOrEqual(0.501);
        if ([30, 90].every((limit) => Math.abs(degrees - limit) > 1e-6))
          expect(level).toBe(degrees >= 90 ? 2 : degrees >= 30 ? 1 : 0);
        expect(said.includes('worse')).toBe(level === 2);
      }
    }),
    { numRuns: 25 },
  );
});

test('where it says that the step makes the policy worse, a small step of the trunk does', () => {
  const worse = [];
  for (const seed of [1, 2, 3])
    for (const updates of [300, 350, 400])
      for (const vfCoef of [0.5, 1]) {
        const fit = fitOf({ seed, updates });
        if (judge(fit, vfCoef).level < 2) continue;
        const at = fittedParameters('shared', seed, updates).policy;
        const { policy, value, losses } = gradients({ policy: at, value: at });
        const theta = at.map((t, i) => (i < TRUNK ? t - 1e-4 * (policy[i]! + vfCoef * value[i]!) : t));
        worse.push(gradients({ policy: theta, value: theta }).losses.policy > losses.policy);
      }
  expect(worse.length).toBeGreaterThan(2);
  expect(worse.every(Boolean)).toBe(true);
});

test('a fit is the same whether it is reached at once or step by step, and after another seed', () => {
  const direct = fittedParameters('shared', 7, 12);
  let step = fittedParameters('shared', 7, 0);
  fittedParameters('shared', 8, 3);
  for (let i = 0; i < 12; i++) step = descend(step, 0.2, 0.5);
  expect(fittedParameters('shared', 7, 12).policy).toEqual(direct.policy);
  expect(step.policy).toEqual(direct.policy);
});
