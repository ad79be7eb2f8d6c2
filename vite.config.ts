import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// A static site that works from any sub-path and needs no special headers.
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
  // The last package.json field wins over Node's own: the tests run the same modules that browsers get.
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    server: { deps: { inline: [/@tensorflow\//] } },
  },
} as Parameters<typeof defineConfig>[0]);
