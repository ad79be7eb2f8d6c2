import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeNames } from './names.ts';

const ROOM = { left: 40, right: 440, top: 20, bottom: 220 };
const EM = 12;
const point = { x: fc.double({ min: 40, max: 440, noNaN: true }), y: fc.double({ min: 20, max: 220, noNaN: true }) };

test('a name stands inside the room, wherever its mark is', () => {
  fc.assert(
    fc.property(fc.record(point), ({ x, y }) => {
      const [label] = placeNames([{ x, y, size: 6, lines: ['natural'], class: '' }], [], [], ROOM, EM);
      const width = 7 * EM * 0.52;
      const left =
        label!.anchor === 'end' ? label!.x - width : label!.anchor === 'middle' ? label!.x - width / 2 : label!.x;
      expect(left).toBeGreaterThanOrEqual(ROOM.left - 1e-9);
      expect(left + width).toBeLessThanOrEqual(ROOM.right + 1e-9);
      expect(label!.y).toBeGreaterThan(ROOM.top);
      expect(label!.y).toBeLessThan(ROOM.bottom);
    }),
  );
});

test('two marks at one place are named at two', () => {
  const mark = { x: 200, y: 100, size: 6, lines: ['one', 'and more'], class: '' };
  const [first, , second] = placeNames([mark, mark], [], [], ROOM, EM);
  expect(Math.abs(first!.y - second!.y) > EM || first!.anchor !== second!.anchor).toBe(true);
});

test('names keep clear of lines', () => {
  const line = [
    [200, 100],
    [400, 100],
  ] as const;
  const [label] = placeNames([{ x: 200, y: 100, size: 6, lines: ['here'], class: '' }], [line], [], ROOM, EM);
  expect(label!.anchor === 'end' || Math.abs(label!.y - 100) > EM).toBe(true);
});
