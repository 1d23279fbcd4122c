import { join } from 'node:path';
import type { InlineConfig } from 'vite';

const root = import.meta.dirname;

/** Left to be loaded at run time: what Electron brings, and what holds native code. */
const external = ['electron', 'better-sqlite3'];

/** Electron's fallback in scripts/electron has Node 20, so that is what the shell is compiled for. */
const target = 'node20';

/**
 * Everything of the app but the window. Each is one file: they run in processes of their own, a
 * sandboxed preload script can load no other, and the engine finds its sample beside its file.
 */
export const shellBuilds: readonly InlineConfig[] = [
  nodeBuild('main', 'electron/main.ts', 'es'),
  nodeBuild('engine', 'electron/engine-process.ts', 'es'),
  nodeBuild('preload', 'electron/preload.ts', 'cjs'),
];

function nodeBuild(name: string, entry: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    root,
    publicDir: false,
    build: {
      target,
      ssr: true,
      outDir: join(root, 'dist', 'electron'),
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { [name]: join(root, entry) },
        external,
        output: {
          format,
          codeSplitting: false,
          entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        },
      },
    },
    ssr: { noExternal: true, external, target: 'node' },
  };
}
