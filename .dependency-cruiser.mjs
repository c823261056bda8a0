// Who may import whom (design.md, section 1), checked on types as well as values. Every rule is an error and none
// has an allow-list; tools/guards.test.ts plants a violation of each. TypeScript projects catch names (Node, DOM),
// this file catches paths.
import { readFileSync } from 'node:fs'

const TEST = '\\.(test|testing)\\.tsx?$'
const PURE_MAIN = 'order|risk|position|marketdata|surveillance|alert|control|held'
const PURE = `^(shared/|main/(${PURE_MAIN})/|venue/(matching|market|exchange)/)`
const NPM = '(^|/)node_modules/'

/** Packages that tests import wherever they stand; of FDC3’s only the types. */
const TEST_PACKAGES = `${NPM}(vitest|fast-check|@finos)/`

/** @type {{ dependencies: Record<string, string> }} */
const benchPackage = JSON.parse(
  readFileSync(new URL('./bench/package.json', import.meta.url), { encoding: 'utf8' }),
)

/** The peers of the benches, which are installed only when benches run. */
const BENCH_PEERS = `^(${Object.keys(benchPackage.dependencies).join('|')})(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two modules that import each other are one module, or one of them holds a thing that belongs in a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere: correct the path, or install the package.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-unresolvable-in-bench',
      comment: 'The import leads nowhere: correct the path, or add the package to bench/package.json.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { couldNotResolve: true, pathNot: BENCH_PEERS },
    },
    {
      name: 'no-orphans',
      comment: 'A module that imports nothing and is imported by nothing: delete it, or import it.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(shared|main|venue|conformance|renderer|app|sim)/',
        pathNot: `${TEST}|\\.d\\.ts$`,
      },
      to: {},
    },
    {
      name: 'shared-is-the-floor',
      comment: 'shared/ imports no other folder of ours.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(app|main|renderer|venue|conformance|e2e|bench|sim|tools)/' },
    },
    {
      name: 'shared-packages',
      comment: 'shared/ runs in every process, so it takes only packages that know neither Node nor DOM.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TEST },
      to: { path: NPM, pathNot: `${NPM}(typebox|@msgpack)/` },
    },
    ...['main', 'renderer', 'venue', 'conformance'].map((folder) => ({
      name: `${folder}-imports-shared-only`,
      comment: `${folder}/ imports itself and shared/; what it needs from elsewhere comes as a message.`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${folder}/` },
      to: { path: `^(app|main|renderer|venue|conformance|e2e|bench|sim|tools)/`, pathNot: `^${folder}/` },
    })),
    {
      name: 'app-imports-main-and-shared',
      comment:
        'app/ starts venue/ and conformance/ as processes and loads the renderer by path; it imports none of them.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(renderer|venue|conformance|e2e|bench|sim|tools)/' },
    },
    {
      name: 'app-programs-are-apart',
      comment: 'app/desktop and app/cli are two programs: what both need belongs in main/ or shared/.',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: { path: '^app/', pathNot: '^app/$1/' },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app/ is where programs start; e2e/ and bench/ start them from out/.',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'e2e/, bench/, sim/ and tests are the end of the line; only tests import *.testing.ts.',
      severity: 'error',
      from: { pathNot: `^(e2e|bench|sim)/|${TEST}` },
      to: { path: `^(e2e|bench|sim)/|${TEST}` },
    },
    {
      name: 'electron-in-app-desktop-only',
      comment:
        'app/desktop is the only importer of electron; give others a port with an adapter in app/desktop.',
      severity: 'error',
      // The second is the starter that set-up puts in the place of Electron's default application, the third the
      // bare window that a bench measures against.
      from: { pathNot: '^(app/desktop/|tools/setup/default-app\\.mjs$|bench/bare-electron/)' },
      to: { path: `^electron(/|$)|${NPM}electron/` },
    },
    {
      name: 'chart-library-in-renderer-chart-only',
      comment: 'renderer/chart is the only importer of lightweight-charts; panels speak to renderer/chart.',
      severity: 'error',
      from: { pathNot: '^renderer/chart/' },
      to: { path: `${NPM}lightweight-charts/` },
    },
    {
      name: 'docking-library-in-renderer-dock-only',
      comment: 'renderer/dock is the only importer of dockview; layouts are shared/desk/workspace-layout.ts.',
      severity: 'error',
      from: { pathNot: '^renderer/dock/' },
      to: { path: `${NPM}dockview` },
    },
    {
      name: 'ws-at-the-edges-only',
      comment:
        'Sockets belong to main/session and venue/gateway (and to the programs that stand outside: cli, conformance, e2e, bench, sim, tools).',
      severity: 'error',
      from: { pathNot: '^(main/session|venue/gateway|app/cli|conformance|e2e|bench|sim|tools)/' },
      to: { path: `${NPM}(@types/)?ws/` },
    },
    {
      name: 'libsql-in-journal-and-history-only',
      comment: 'The databases belong to main/journal and main/history, and what both need to main/sqlite.',
      severity: 'error',
      from: { pathNot: '^(main/(journal|history|sqlite)|app/cli|e2e|bench|tools)/' },
      to: { path: `${NPM}(libsql|@libsql)/` },
    },
    {
      name: 'pure-main-imports-pure-only',
      comment:
        'order, risk, position, marketdata, surveillance, alert, control and held decide: they import each other, shared/ and typebox, which does no I/O.',
      severity: 'error',
      from: { path: `^main/(${PURE_MAIN})/`, pathNot: TEST },
      to: { path: '.', pathNot: `^(shared|main/(${PURE_MAIN}))/|${NPM}typebox/` },
    },
    {
      name: 'pure-folders-use-no-node',
      comment: 'Pure code does no I/O: no Node built-in modules. Return an effect.',
      severity: 'error',
      from: { path: PURE, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-uses-no-node',
      comment: 'The renderer is sandboxed: ask the main process over ui-wire.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'edges-take-types-from-the-core',
      comment:
        'session, journal and history know the core by its types (import type); main/core hands them what to do.',
      severity: 'error',
      from: { path: '^main/(session|journal|history)/', pathNot: TEST },
      to: { path: `^main/(${PURE_MAIN})/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'edges-are-apart',
      comment: 'session, journal, history and settings do not know each other: main/core wires them.',
      severity: 'error',
      from: { path: '^main/(session|journal|history|settings)/' },
      to: { path: '^main/(session|journal|history|settings)/', pathNot: '^main/$1/' },
    },
    {
      name: 'only-core-wires',
      comment: 'Inside main/, nothing imports core; app/, e2e/, bench/ and sim/ start it.',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/core/' },
      to: { path: '^main/core/' },
    },
    {
      name: 'panels-are-apart',
      comment: 'Panels never import panels: what two of them need belongs in renderer/kit or renderer/store.',
      severity: 'error',
      from: { path: '^renderer/panels/([^/.]+)' },
      to: { path: '^renderer/panels/', pathNot: '^renderer/panels/$1[/.]' },
    },
    {
      name: 'kit-knows-no-trading',
      comment: 'renderer/kit takes what it shows as properties: no shared/ and no store, panels or chart.',
      severity: 'error',
      from: { path: '^renderer/kit/' },
      to: { path: '^(shared|renderer/(store|panels|chart|boot))/' },
    },
    {
      name: 'chart-and-store-know-no-panels',
      comment: 'Panels read the stores and drive the chart, never the other way round.',
      severity: 'error',
      from: { path: '^renderer/(store|chart)/' },
      to: { path: '^renderer/(panels|boot)/' },
    },
    {
      name: 'venue-decides-without-its-gateway',
      comment: 'matching and market are pure: the gateway calls them.',
      severity: 'error',
      from: { path: '^venue/(matching|market|exchange)/' },
      to: { path: '^venue/gateway/' },
    },
    {
      name: 'test-packages-in-tests-only',
      comment: 'vitest, fast-check and the types of FDC3 are for *.test.ts and *.testing.ts.',
      severity: 'error',
      from: { path: '^(shared|main|venue|conformance|renderer|app|sim)/', pathNot: TEST },
      to: { path: TEST_PACKAGES },
    },
  ],
  options: {
    doNotFollow: { path: NPM },
    exclude: { path: '^(out|dist|test-results)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
