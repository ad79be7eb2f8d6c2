import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const MARK = '\0file-url:';
const URL_QUERY = /\.wasm\?url$/;

/**
 * Lets the engine run in Node (tests, benchmarks) from the same modules that browsers get.
 *
 * - `import url from '….wasm?url'` is an address under the site for browsers, and a `file:` URL here.
 * - TensorFlow.js's WebAssembly glue is CommonJS and asks for `__dirname`, which ES modules lack.
 *
 * It acts only on modules meant for Node: pages and workers never see it.
 */
export function engineInNode(): Plugin {
  return {
    name: 'engine-in-node',
    enforce: 'pre',
    // Node's own choice would be each package's CommonJS build, and a second copy of the core with it.
    configEnvironment: (name) => (name === 'client' ? null : { resolve: { mainFields: ['module', 'main'] } }),
    applyToEnvironment: (environment) => environment.config.consumer === 'server',
    async resolveId(source, importer) {
      if (!URL_QUERY.test(source)) return null;
      const file = await this.resolve(source.replace('?url', ''), importer, { skipSelf: true });
      return file && MARK + file.id;
    },
    load(id) {
      if (!id.startsWith(MARK)) return null;
      return `export default ${JSON.stringify(pathToFileURL(id.slice(MARK.length)).href)};`;
    },
    outputOptions: (options) => ({
      ...options,
      banner: 'const __filename = import.meta.filename, __dirname = import.meta.dirname;',
    }),
  };
}
