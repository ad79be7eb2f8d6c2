/**
 * Import directions: which folder of src/ may import which. `npm test` fails on anything else.
 *
 * Types count as imports, with one exception: where only part of a folder is open to another, its types are open whole.
 */

const WHOLE = '';
/** No module of a folder, only its types. */
const TYPES = '(?!)';
/** What pages may load of the engine: registries, specifications, environments, random numbers. Never what trains. */
const ENGINE_DATA =
  '(rng\\.ts|math\\.ts|algorithms/(algorithm|fields|index)\\.ts|algorithms/[^/]+/spec\\.ts|envs/[^/]+\\.ts|run-spec\\.ts|run-events\\.ts)$';
/** Panels as pure data: no React, no D3. */
const PANEL_DATA = '(panel\\.ts|specs\\.ts|[^/]+/spec\\.ts)$';

/** folder → the folders that it may import, each with the part that is open to it. */
const DIRECTIONS = {
  engine: {},
  exact: {},
  charts: {},
  presets: { engine: ENGINE_DATA, panels: PANEL_DATA },
  worker: { engine: WHOLE, presets: WHOLE },
  state: { engine: ENGINE_DATA, presets: WHOLE, worker: WHOLE },
  ui: { engine: ENGINE_DATA, charts: 'rich-text\\.ts$', presets: WHOLE, state: WHOLE },
  panels: { engine: ENGINE_DATA, charts: WHOLE, exact: WHOLE, worker: TYPES, state: WHOLE, ui: WHOLE },
  lecture: { panels: WHOLE, ui: WHOLE },
  pages: {
    engine: ENGINE_DATA,
    exact: WHOLE,
    charts: WHOLE,
    presets: WHOLE,
    worker: TYPES,
    state: WHOLE,
    ui: WHOLE,
    panels: WHOLE,
    lecture: WHOLE,
  },
};

const FOLDERS = Object.keys(DIRECTIONS);
const TEST = '\\.test\\.tsx?$';

const whole = Object.entries(DIRECTIONS).map(([folder, open]) => ({
  name: `${folder}-imports-only`,
  comment: `src/${folder} may import from: ${Object.keys(open).join(', ') || 'no other folder'}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...Object.keys(open)].join('|')})/` },
}));

const parts = Object.entries(DIRECTIONS).flatMap(([folder, open]) =>
  Object.entries(open)
    .filter(([, part]) => part !== WHOLE)
    .map(([target, part]) => ({
      name: `${folder}-imports-part-of-${target}`,
      comment: `src/${folder} may import only part of src/${target} (and its types), so that pages stay light.`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: TEST },
      to: { path: `^src/${target}/`, pathNot: `^src/${target}/${part}`, dependencyTypesNot: ['type-only'] },
    })),
);

/** Folders whose members stand alone: each may import its own files and the shared ones beside them. */
const strangers = ['engine/algorithms', 'panels'].map((parent) => ({
  name: `${parent.replace('/', '-')}-never-import-each-other`,
  comment: `Each folder in src/${parent} can be read, added and removed by itself.`,
  severity: 'error',
  from: { path: `^src/${parent}/([^/]+)/` },
  to: { path: `^src/${parent}/[^/]+/`, pathNot: `^src/${parent}/$1/` },
}));

export default {
  forbidden: [
    ...whole,
    ...parts,
    ...strangers,
    {
      name: 'known-folders',
      comment: 'A new folder of src/ needs its line in DIRECTIONS.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${FOLDERS.join('|')})/` },
      to: {},
    },
    {
      name: 'main-imports-only-pages',
      comment: 'The composition root puts pages on the screen; it may bring style sheets.',
      severity: 'error',
      from: { path: '^src/main\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/pages/|\\.css$' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.tsx$' },
    },
    {
      name: 'src-stands-alone',
      comment: 'What is shipped needs no test, benchmark or script.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(bench|e2e|scripts|fixtures|lint)/' },
    },
    {
      name: 'one-door-to-tensorflow',
      comment: 'Only src/engine/tf.ts imports TensorFlow.js: it prepares the backends before anything computes.',
      severity: 'error',
      from: { path: '^(src|bench)/', pathNot: `^src/engine/tf\\.ts$|${TEST}` },
      to: { path: '@tensorflow/' },
    },
    {
      name: 'pure-folders',
      comment: 'engine and exact run in a worker and in Node: no DOM, no React, no store.',
      severity: 'error',
      from: { path: '^src/(engine|exact|worker|presets)/' },
      to: { path: '^node_modules/(react|react-dom|zustand|d3|d3-[^/]+|idb)/' },
    },
    {
      name: 'charts-know-no-react',
      severity: 'error',
      from: { path: '^src/charts/' },
      to: { path: '^node_modules/(react|react-dom|zustand)/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|raw|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
