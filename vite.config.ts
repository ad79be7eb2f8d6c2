import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript.ts';
import { engineInNode } from './scripts/engine-in-node.ts';

// A static site that works from any sub-path and needs no special headers.
export default defineConfig({
  base: './',
  plugins: [react(), engineInNode(), assemblyScript()],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: { target: 'es2023', manifest: true, chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  test: {
    include: ['{src,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 60_000,
    // The tests run the very ES modules of TensorFlow.js that browsers get, not the packages' builds for Node.
    server: { deps: { inline: [/@tensorflow\//] } },
  },
});
