import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRoute, withoutView, withView } from './router.ts';

const PLAIN = { present: false, embed: false };

test.each([
  ['', 'home'],
  ['#', 'home'],
  ['#/', 'home'],
  ['#/lab', 'lab'],
  ['#/lab/', 'lab'],
  ['#/lab?algo=ppo-clip&seed=7', 'lab'],
  ['#/panel', 'panel'],
  ['#/panel/sigmoid-step?thetaOld=4', 'panel'],
])('%s is the page %s', (hash, page) => {
  expect(parseRoute(hash)).toEqual({ page, unknown: null, ...PLAIN });
});

test.each(['#/labb', '#/lab/more', '#/panels'])('%s leads nowhere: Home stands in and names it', (path) => {
  expect(parseRoute(`${path}?seed=7`)).toEqual({ page: 'home', unknown: path, ...PLAIN });
});

test('the view travels beside the experiment, never inside it', () => {
  expect(parseRoute('#/lab?seed=7&present').present).toBe(true);
  expect(parseRoute('#/lab?present=1&seed=7').present).toBe(true);
  expect(parseRoute('#/lab?presents=1').present).toBe(false);
  expect(parseRoute('#/panel/fisher?embed').embed).toBe(true);
  expect(withoutView('#/lab?seed=7&present')).toBe('#/lab?seed=7');
  expect(withoutView('#/lab?present&embed')).toBe('#/lab');
  expect(withView('#/lab', { present: true, embed: false })).toBe('#/lab?present');
  expect(withView('#/panel/fisher?n=5', { present: false, embed: true })).toBe('#/panel/fisher?n=5&embed');
  expect(withView('#/lab?seed=7', PLAIN)).toBe('#/lab?seed=7');
});

test('no address throws, and putting the view on and off changes nothing else', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), fc.boolean(), (text, present, embed) => {
      const bare = withoutView(`#${text}`);
      const seen = withView(bare, { present, embed });
      expect(parseRoute(seen)).toMatchObject({ present, embed });
      expect(withoutView(seen)).toBe(bare);
    }),
  );
});
