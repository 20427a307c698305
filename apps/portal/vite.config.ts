import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');
/** Where `npm run hub` listens, for `npm run portal`. */
const HUB = 'http://127.0.0.1:3800';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: {
    alias: { '@app/client': resolve(root, 'libs/client/src/index.ts') },
  },
  build: {
    outDir: resolve(root, 'dist/apps/portal'),
    emptyOutDir: true,
    manifest: true,
    // The content security policy lets no text of the document stand for a file.
    assetsInlineLimit: 0,
    // tools/build.mjs has a limit of its own: over what is loaded first, compressed.
    chunkSizeWarningLimit: 1_000,
    target: 'es2023',
    rolldownOptions: {
      // "use client" of the packages: there is no server that renders here.
      onwarn: (warning, handle) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') handle(warning);
      },
    },
  },
  server: { port: 3801, strictPort: true, proxy: { '/api': HUB, '/sign-in/callback': HUB } },
});
