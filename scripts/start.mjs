// `npm start`: from a fresh clone to the built site in a browser.
import { chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './dependencies.mjs';

chdir(fileURLToPath(new URL('..', import.meta.url)));
installDependencies();

// Not before it is installed.
const { build, preview } = await import('vite');

console.log('Building the site …');
await build({ logLevel: 'warn' });

// 127.0.0.1 rather than "localhost", which is only the IPv6 address on some machines.
const server = await preview({
  logLevel: 'warn',
  preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173), strictPort: false },
});
const address = server.httpServer.address();
const port = address && typeof address === 'object' ? address.port : server.config.preview.port;
console.log(`\nPolicy Gradient Playground: http://localhost:${port}/\n\nCtrl-C ends it.`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(0));
