import { expect, test } from 'vitest';
import { estimate, memoryCourses, sumOf, timeCourses } from './courses.ts';
import { LADDER } from './findings.ts';
import { idealCosts } from './testing/costs.ts';

test('the powers of an ideal machine are found', () => {
  const [factor, build, products] = timeCourses(idealCosts(LADDER.filter((width) => width <= 32)));
  expect(factor!.power).toBeCloseTo(3, 6);
  expect(build!.power).toBeCloseTo(2, 6);
  expect(products!.power).toBeCloseTo(1, 6);
});

test('a slope is told only once the measurement has come far enough', () => {
  const few = timeCourses(idealCosts([1, 2, 3]));
  expect(few.map(({ power }) => power)).toEqual([null, null, null]);
  expect(estimate(few[0]!, 22)!.how).toBe('measured');
  expect(estimate(few[0]!, 4610)).toBeNull();
});

test('what was measured is said as it is, what lies between by the line between, what lies beyond by the slope', () => {
  const [factor] = timeCourses(idealCosts([8, 16, 32]));
  const cubic = (n: number) => 1e-6 * n ** 3;
  for (const [n, how] of [
    [386, 'measured'],
    [500, 'between'],
    [4610, 'beyond'],
  ] as const) {
    const found = estimate(factor!, n)!;
    expect(found.how).toBe(how);
    expect(found.value / cubic(n)).toBeCloseTo(1, 6);
  }
});

test('a sum is as sure as its least sure part', () => {
  const [measured, between, beyond] = (['measured', 'between', 'beyond'] as const).map((how) => ({ value: 2, how }));
  expect(sumOf([measured!, between!])).toEqual({ value: 4, how: 'between' });
  expect(sumOf([beyond!, between!, measured!])).toEqual({ value: 6, how: 'beyond' });
  expect(sumOf([measured!, null])).toBeNull();
});

test('memory is known before anything is measured', () => {
  const [cholesky, products] = memoryCourses([]);
  expect(estimate(cholesky!, 4610)!.value).toBe(8 * (2 * 4610 ** 2 + 2 * 4610));
  expect(estimate(products!, 4610)!.value).toBe(8 * 4610 * 16);
});
