import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRoute, withoutView, withView } from './router.ts';

test.each([
  ['', 'home'],
  ['#', 'home'],
  ['#/', 'home'],
  ['#/lab', 'lab'],
  ['#/lab/', 'lab'],
  ['#/lab?algo=ppo-clip&seed=7', 'lab'],
])('%s is the page %s', (hash, page) => {
  expect(parseRoute(hash)).toEqual({ page, unknown: null, present: false });
});

test('an address that leads nowhere shows Home and names itself', () => {
  expect(parseRoute('#/labb?seed=7')).toEqual({ page: 'home', unknown: '#/labb', present: false });
});

test('the projector view travels beside the experiment, never inside it', () => {
  expect(parseRoute('#/lab?seed=7&present').present).toBe(true);
  expect(parseRoute('#/lab?present=1&seed=7').present).toBe(true);
  expect(parseRoute('#/lab?presents=1').present).toBe(false);
  expect(withoutView('#/lab?seed=7&present')).toBe('#/lab?seed=7');
  expect(withoutView('#/lab?present')).toBe('#/lab');
  expect(withView('#/lab', true)).toBe('#/lab?present');
  expect(withView('#/lab?seed=7', false)).toBe('#/lab?seed=7');
});

test('no address throws, and putting the view on and off changes nothing else', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const bare = withoutView(`#${text}`);
      expect(parseRoute(withView(bare, true)).present).toBe(true);
      expect(withoutView(withView(bare, true))).toBe(bare);
    }),
  );
});
