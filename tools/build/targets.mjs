// What is built and from which folders: one entry per program. Everything a program imports goes into its bundle but
// Node's own modules, Electron and libsql (native code). Called by tools/build.mjs and tools/dev.mjs.
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot } from '../paths.mjs'

/** Stay outside the bundles; the last two are optional accelerators of ws that are not installed. */
const EXTERNAL = ['electron', 'libsql', 'bufferutil', 'utf-8-validate']

/**
 * @typedef {{ name: string, out: string, entry: string, folders: string[], config: () => import('vite').InlineConfig | Promise<import('vite').InlineConfig> }} Target
 * `entry` and `folders` are the sources, relative to the repository; `out` is the folder it is built into.
 */

/** @type {Target[]} */
export const targets = [
  {
    name: 'renderer',
    out: 'out/renderer',
    entry: 'renderer/index.html',
    folders: ['renderer', 'shared', 'docs'],
    config: rendererConfig,
  },
  {
    ...nodeTarget({
      name: 'desktop',
      out: 'out/desktop',
      entry: 'app/desktop/main.ts',
      folders: ['app/desktop', 'main', 'shared'],
    }),
    // CommonJS starts sooner: Electron loads an ES module only after its own loader has gone round once more.
    config: () =>
      nodeConfig({ entry: 'app/desktop/main.ts', fileName: 'main.cjs', format: 'cjs', external: EXTERNAL }),
  },
  {
    ...nodeTarget({
      name: 'preload',
      out: 'out/desktop',
      entry: 'app/desktop/preload.ts',
      folders: ['app/desktop', 'shared'],
    }),
    // The sandbox loads one CommonJS file and knows no other.
    config: () =>
      nodeConfig({
        entry: 'app/desktop/preload.ts',
        fileName: 'preload.cjs',
        format: 'cjs',
        external: ['electron'],
      }),
  },
  nodeTarget({
    name: 'cli',
    out: 'out/cli',
    entry: 'app/cli/tenor.ts',
    folders: ['app/cli', 'main', 'shared'],
  }),
  {
    ...nodeTarget({ name: 'venue', out: 'out/venue', entry: 'venue/main.ts', folders: ['venue', 'shared'] }),
    // CommonJS here too: the desktop's start waits for it.
    config: () =>
      nodeConfig({ entry: 'venue/main.ts', fileName: 'main.cjs', format: 'cjs', external: EXTERNAL }),
  },
  nodeTarget({ name: 'match', out: 'out/venue', entry: 'venue/match.ts', folders: ['venue', 'shared'] }),
  nodeTarget({
    name: 'conform',
    out: 'out/conform',
    entry: 'conformance/main.ts',
    folders: ['conformance', 'shared'],
  }),
  nodeTarget({
    name: 'sim',
    out: 'out/sim',
    entry: 'sim/main.ts',
    folders: ['sim', 'main', 'venue', 'shared'],
  }),
  {
    name: 'bench-ladder',
    out: 'out/bench-ladder',
    entry: 'bench/ladder-page/index.html',
    folders: ['bench/ladder-page', 'renderer', 'shared'],
    config: ladderPageConfig,
  },
  {
    ...nodeTarget({
      name: 'bench',
      out: 'out/bench',
      entry: 'bench/main.ts',
      folders: ['bench', 'main', 'renderer', 'venue', 'shared', 'tools'],
    }),
    // The benches may start Electron: Playwright and the tools that find the runtime stay outside.
    config: () => ({
      ...nodeConfig({
        entry: 'bench/main.ts',
        fileName: 'main.js',
        format: 'es',
        external: [...EXTERNAL, /^(@playwright\/test|playwright(-core)?)$/],
      }),
      // A peer brings a ws of its own; the bare sockets of a bench are of the terminal's.
      resolve: { dedupe: ['ws'] },
      plugins: [toolsWhereTheyLie],
    }),
  },
]

/** Leaves tools/*.mjs out of a bundle: they find the repository by their own place. @type {import('vite').Plugin} */
const toolsWhereTheyLie = {
  name: 'tools-where-they-lie',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !/^\.\.?\/.*tools\/.*\.mjs$/.test(source)) return undefined
    return { id: pathToFileURL(resolve(dirname(importer), source)).href, external: true }
  },
}

/** @param {{ name: string, out: string, entry: string, folders: string[] }} options @returns {Target} */
function nodeTarget({ name, out, entry, folders }) {
  const fileName = `${entry.replace(/^.*\/|\.ts$/g, '')}.js`
  return {
    name,
    out,
    entry,
    folders,
    config: () => nodeConfig({ entry, fileName, format: 'es', external: EXTERNAL }),
  }
}

/**
 * @param {{ entry: string, fileName: string, format: 'es' | 'cjs', external: (string | RegExp)[] }} options
 * @returns {import('vite').InlineConfig}
 */
function nodeConfig({ entry, fileName, format, external }) {
  return {
    configFile: false,
    root: inRoot(),
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: inRoot(entry),
      target: 'node20',
      sourcemap: true,
      minify: false,
      emptyOutDir: false,
      rolldownOptions: {
        external,
        output: {
          format,
          entryFileNames: fileName,
          chunkFileNames: `chunks/[name]-[hash].${format === 'cjs' ? 'cjs' : 'js'}`,
          // Less to read at each start; names stay, so that a stack in the log tells where it was.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  }
}

/** @returns {import('vite').InlineConfig} */
function ladderPageConfig() {
  return {
    configFile: false,
    root: inRoot('bench', 'ladder-page'),
    base: './',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { target: 'chrome130', emptyOutDir: true, modulePreload: { polyfill: false } },
    worker: { format: 'es' },
  }
}

/** @returns {Promise<import('vite').InlineConfig>} */
export async function rendererConfig() {
  const { default: react } = await import('@vitejs/plugin-react')
  return {
    configFile: false,
    root: inRoot('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      // Electron 33 is the oldest runtime we start in.
      target: 'chrome130',
      sourcemap: true,
      emptyOutDir: true,
      // The content security policy allows no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
    },
  }
}
