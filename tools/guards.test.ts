// The guards must not be blind: in a house with a planted violation of every rule each of them is named, and nothing
// else is. A tool that checks nothing and exits 0 fails here.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guards, makeHouse, soundModules, type Files, type Findings } from './guards.testing.ts'

type GuardName = keyof typeof guards

interface Violation {
  readonly guard: GuardName
  readonly file: string
  readonly code: string
  /** What the guard must say in a line about that file. */
  readonly says: string
}

const tsc = (file: string, code: string, says: string): Violation => ({ guard: 'tsc', file, code, says })
const lint = (file: string, code: string, says: string): Violation => ({ guard: 'eslint', file, code, says })
const imports = (file: string, code: string, says: string): Violation => ({
  guard: 'depcruise',
  file,
  code,
  says,
})

const use = (path: string) => `import * as other from '${path}'\nexport const used = other\n`

const violations: readonly Violation[] = [
  tsc(
    'shared/domain/node-name.ts',
    "export const home = process.env['HOME']\n",
    "Cannot find name 'process'",
  ),
  tsc('shared/domain/dom-name.ts', 'export const title = document.title\n', "Cannot find name 'document'"),
  tsc('shared/domain/console-name.ts', "console.log('')\nexport {}\n", "Cannot find name 'console'"),
  tsc('main/core/dom-name.ts', 'export const title = document.title\n', "Cannot find name 'document'"),
  tsc('venue/dom-name.ts', 'export const title = document.title\n', "Cannot find name 'document'"),
  tsc('renderer/boot/node-name.ts', 'export const home = process.argv\n', "Cannot find name 'process'"),
  tsc('renderer/boot/node-type.ts', 'export type Bytes = Buffer\n', "Cannot find name 'Buffer'"),
  tsc('main/core/index-access.ts', 'export const first: number = [1][0]\n', 'TS2322'),
  tsc('main/core/an-enum.ts', 'export enum Side {\n  Buy,\n}\n', 'TS1294'),
  tsc(
    'main/core/type-import.ts',
    "import { PriceTicks } from '../../shared/domain/brands.ts'\nexport type P = PriceTicks\n",
    'TS1484',
  ),
  tsc(
    'main/core/optional-property.ts',
    'export const o: { a?: number } = { a: undefined }\n',
    'exactOptionalPropertyTypes',
  ),
  tsc('main/core/outside-project.ts', use('../../venue/main.ts'), 'TS6307'),

  lint('main/order/reads-clock.ts', 'export const now = () => Date.now()\n', 'nowUs'),
  lint('main/risk/new-date.ts', 'export const now = () => new Date()\n', 'nowUs'),
  lint('venue/matching/reads-performance.ts', 'export const now = () => performance.now()\n', 'nowUs'),
  lint('venue/market/draws.ts', 'export const draw = () => Math.random()\n', 'seeded generator'),
  lint('main/position/waits.ts', 'setTimeout(() => undefined, 1)\nexport {}\n', 'return an effect'),
  lint('main/marketdata/waits-again.ts', 'setInterval(() => undefined, 1)\nexport {}\n', 'return an effect'),
  lint('main/marketdata/prints.ts', "console.warn('gap')\nexport {}\n", 'prints nothing'),
  lint('shared/math/draws-shared.ts', 'export const draw = () => Math.random()\n', 'seeded generator'),
  lint(
    'main/order/casts.ts',
    "import type { PriceTicks } from '../../shared/domain/brands.ts'\nexport const p = 1 as PriceTicks\n",
    'house/no-brand-cast Do not cast to PriceTicks',
  ),
  lint('main/core/NotKebab.ts', 'export const a = 1\n', 'house/kebab-case-file'),
  lint('main/core/default-export.ts', 'export default 1\n', 'Use a named export'),
  lint('main/core/enum-lint.ts', 'export enum Side {\n  Buy,\n}\n', 'union of string literals'),
  lint('main/core/any-type.ts', 'export const a: any = 1\n', '@typescript-eslint/no-explicit-any'),
  lint(
    'main/core/floats.ts',
    'export function f() {\n  Promise.resolve(1)\n}\n',
    '@typescript-eslint/no-floating-promises',
  ),
  lint(
    'main/core/half-switch.ts',
    "export function f(side: 'buy' | 'sell') {\n  switch (side) {\n    case 'buy':\n      return 1\n  }\n  return 0\n}\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ),
  lint(
    'main/core/type-import-lint.ts',
    "import { Stats } from 'node:fs'\nexport type S = Stats\n",
    '@typescript-eslint/consistent-type-imports',
  ),
  lint(
    'main/core/disables.ts',
    '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const a: any = 1\n',
    '@typescript-eslint/no-explicit-any',
  ),
  lint(
    'app/desktop/awaits-ready.ts',
    "import { app } from 'electron'\n\nawait app.whenReady()\n",
    'Electron is ready only after its entry module has ended',
  ),

  imports('shared/domain/up.ts', use('../../main/core/core.ts'), 'shared-is-the-floor'),
  imports('shared/domain/package.ts', use('ws'), 'shared-packages'),
  imports('main/core/window.ts', use('../../renderer/boot/main.tsx'), 'main-imports-shared-only'),
  imports('renderer/store/core.ts', use('../../main/core/core.ts'), 'renderer-imports-shared-only'),
  imports('venue/core.ts', use('../main/core/core.ts'), 'venue-imports-shared-only'),
  imports('conformance/asks-venue.ts', use('../venue/main.ts'), 'conformance-imports-shared-only'),
  imports('venue/asks-kit.ts', use('../conformance/main.ts'), 'venue-imports-shared-only'),
  imports('app/desktop/exchange.ts', use('../../venue/main.ts'), 'app-imports-main-and-shared'),
  imports('app/desktop/cli.ts', use('../cli/tenor.ts'), 'app-programs-are-apart'),
  imports('bench/app.ts', use('../app/cli/tenor.ts'), 'nobody-imports-app'),
  imports('sim/app.ts', use('../app/cli/tenor.ts'), 'nobody-imports-app'),
  imports('venue/takes-sim.ts', use('../sim/main.ts'), 'nobody-imports-tests'),
  imports('main/core/takes-bench.ts', use('../../bench/main.ts'), 'nobody-imports-tests'),
  imports('main/core/electron.ts', use('electron'), 'electron-in-app-desktop-only'),
  imports(
    'renderer/panels/curve/chart.ts',
    use('lightweight-charts'),
    'chart-library-in-renderer-chart-only',
  ),
  imports('main/core/socket.ts', use('ws'), 'ws-at-the-edges-only'),
  imports('main/core/database.ts', use('libsql'), 'libsql-in-journal-and-history-only'),
  imports('main/order/asks-session.ts', use('../session/order-session.ts'), 'pure-main-imports-pure-only'),
  imports(
    'main/surveillance/asks-session.ts',
    use('../session/order-session.ts'),
    'pure-main-imports-pure-only',
  ),
  imports('main/alert/asks-session.ts', use('../session/order-session.ts'), 'pure-main-imports-pure-only'),
  imports('main/control/asks-session.ts', use('../session/order-session.ts'), 'pure-main-imports-pure-only'),
  imports('main/held/asks-session.ts', use('../session/order-session.ts'), 'pure-main-imports-pure-only'),
  imports('main/risk/reads-file.ts', use('node:fs'), 'pure-folders-use-no-node'),
  imports('shared/math/reads-file.ts', use('node:fs'), 'pure-folders-use-no-node'),
  imports('venue/market/reads-file.ts', use('node:fs'), 'pure-folders-use-no-node'),
  imports('renderer/store/reads-file.ts', use('node:fs'), 'renderer-uses-no-node'),
  imports('main/session/decides.ts', use('../order/limit-price.ts'), 'edges-take-types-from-the-core'),
  imports('main/journal/asks-session.ts', use('../session/order-session.ts'), 'edges-are-apart'),
  imports('main/history/asks-session.ts', use('../session/order-session.ts'), 'edges-are-apart'),
  imports('main/session/asks-core.ts', use('../core/core.ts'), 'only-core-wires'),
  imports('renderer/panels/ladder/peeks.ts', use('../curve/chart.ts'), 'panels-are-apart'),
  imports('renderer/kit/trades.ts', use('../../shared/math/quantities.ts'), 'kit-knows-no-trading'),
  imports('renderer/store/shows.ts', use('../panels/curve/chart.ts'), 'chart-and-store-know-no-panels'),
  imports('venue/matching/answers.ts', use('../gateway/server.ts'), 'venue-decides-without-its-gateway'),
  imports('main/core/tests.ts', use('vitest'), 'test-packages-in-tests-only'),
  imports('main/core/nowhere.ts', use('./not-there.ts'), 'no-unresolvable'),
  imports('bench/nowhere.ts', use('no-such-peer'), 'no-unresolvable-in-bench'),
  imports('main/core/alone.ts', 'export const alone = 1\n', 'no-orphans'),
  imports('shared/domain/circle-a.ts', use('./circle-b.ts'), 'no-cycles'),

  {
    guard: 'prettier',
    file: 'main/core/semicolons.ts',
    code: 'export const a = "1";\n',
    says: 'semicolons.ts',
  },
]

/** What some of the planted imports lead to. */
const accomplices: Files = {
  'shared/domain/circle-b.ts': use('./circle-a.ts'),
  'venue/gateway/server.ts': "import { WebSocketServer } from 'ws'\nexport const server = WebSocketServer\n",
}

const names = Object.keys(guards) as GuardName[]
const houses: string[] = []
const findings = new Map<GuardName, Findings>()

/** Each guard gets a house with its own violations only: one that leaks Node into shared/ would hide others. */
async function runGuard(name: GuardName): Promise<void> {
  const planted = violations
    .filter(({ guard }) => guard === name)
    .map(({ file, code }) => [file, code] as const)
  const house = makeHouse({ ...Object.fromEntries(planted), ...(name === 'depcruise' ? accomplices : {}) })
  houses.push(house)
  findings.set(name, await guards[name](house))
}

beforeAll(async () => {
  await Promise.all([
    runGuard('eslint'),
    runGuard('tsc').then(() => runGuard('depcruise')),
    runGuard('prettier'),
  ])
}, 120_000)

afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true })
})

describe('guards of the house', () => {
  it.each(names)('%s fails when violations are planted', (name) => {
    expect(findings.get(name)?.code).not.toBe(0)
  })

  it.each(names)('%s finds nothing in the modules that break no rule', (name) => {
    const planted = violations.filter(({ guard }) => guard === name).map(({ file }) => file)
    const innocent = Object.keys(soundModules).filter((file) => !planted.includes(file))
    const accused = findings.get(name)?.lines.filter((line) => innocent.some((file) => blames(line, file)))
    expect(accused).toEqual([])
  })

  it.each(violations)('$guard finds "$says" in $file', ({ guard, file, says }) => {
    const about = findings.get(guard)?.lines.filter((line) => line.includes(file)) ?? []
    expect(about.join('\n')).toContain(says)
  })
})

/** Whether the line is about the file: after the mark and the rule's name that some guards put first. */
function blames(line: string, file: string): boolean {
  return line.replace(/^\s*(\[warn\]|error [\w-]+:) /, '').startsWith(file)
}
