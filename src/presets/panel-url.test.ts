import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXACT_PANEL_SPECS, PANEL_SPECS } from '../panels/specs.ts';
import { anyExperiment, anyRecord } from './arbitrary.ts';
import { decodeLivePanel, decodePanel, encodeLivePanel, encodePanel, panelIdOf } from './panel-url.ts';

test.each([
  ['#/panel/sigmoid-step?thetaOld=4', 'sigmoid-step'],
  ['#/panel/sigmoid-step', 'sigmoid-step'],
  ['#/panel/', ''],
  ['#/panel', ''],
  ['#/lab', ''],
])('%s names the panel "%s"', (hash, id) => {
  expect(panelIdOf(hash)).toBe(id);
});

describe.each(EXACT_PANEL_SPECS.map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  test('a link gives its state back, exactly', () => {
    fc.assert(
      fc.property(anyRecord(spec.state), (state) => {
        const hash = encodePanel(spec, state);
        expect(panelIdOf(hash)).toBe(id);
        expect(decodePanel(spec, hash)).toEqual({ state, notices: [] });
      }),
    );
  });

  test('the plain address is the panel as it opens', () => {
    expect(decodePanel(spec, `#/panel/${id}`)).toEqual({ state: spec.state.parse({}), notices: [] });
    expect(encodePanel(spec, spec.state.parse({}) as never)).toBe(`#/panel/${id}`);
  });

  test('an unknown key is named and ignored', () => {
    const { state, notices } = decodePanel(spec, `#/panel/${id}?zebra=1`);
    expect(state).toEqual(spec.state.parse({}));
    expect(notices.map(({ text }) => text)).toEqual([`zebra is no setting of the panel ${id}; it is ignored.`]);
  });
});

describe.each(PANEL_SPECS.map((spec) => [spec.id, spec] as const))('%s, bound to a run', (id, spec) => {
  const suits = (algo: string) => spec.suits === 'all' || spec.suits.includes(algo);

  test('an address gives its experiment back, exactly', () => {
    fc.assert(
      fc.property(
        anyExperiment.filter(({ algo }) => suits(algo)),
        (experiment) => {
          const hash = encodeLivePanel(spec, experiment);
          expect(panelIdOf(hash)).toBe(id);
          expect(decodeLivePanel(spec, hash)).toMatchObject({
            experiment: { ...experiment, panels: [id] },
            notices: [],
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test('the plain address runs an algorithm that suits it', () => {
    const { experiment, notices } = decodeLivePanel(spec, `#/panel/${id}`);
    expect(suits(experiment.algo)).toBe(true);
    expect([experiment.panels, notices]).toEqual([[id], []]);
  });
});
