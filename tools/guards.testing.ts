// A small house for tools/guards.test.ts: the real configuration files over a few modules that break no rule, plus
// whatever a test plants. Each guard runs on it as `npm run check` runs it on the real one.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { run } from './child.mjs'
import { binOf, root } from './paths.mjs'

export type Files = Readonly<Record<string, string>>

/** Modules that break no rule; each project has at least one. */
export const soundModules: Files = {
  'shared/domain/brands.ts':
    "declare const brand: unique symbol\nexport type PriceTicks = number & { readonly [brand]: 'PriceTicks' }\n",
  'shared/math/quantities.ts':
    "import type { PriceTicks } from '../domain/brands.ts'\n\nexport function priceTicks(value: number): PriceTicks {\n  return value as PriceTicks\n}\n",
  'main/order/limit-price.ts':
    "import type { PriceTicks } from '../../shared/domain/brands.ts'\nimport { priceTicks } from '../../shared/math/quantities.ts'\n\nexport const limitPrice: PriceTicks = priceTicks(1)\n",
  'main/session/order-session.ts':
    "import type { WebSocket } from 'ws'\nimport type { limitPrice } from '../order/limit-price.ts'\n\nexport function send(socket: WebSocket, price: typeof limitPrice): void {\n  socket.send(String(price))\n}\n",
  'main/core/core.ts':
    "import { limitPrice } from '../order/limit-price.ts'\nimport { send } from '../session/order-session.ts'\n\nexport const core = { limitPrice, send }\n",
  'venue/main.ts':
    "import { priceTicks } from '../shared/math/quantities.ts'\n\nprocess.stdout.write(String(priceTicks(1)))\n",
  'conformance/main.ts':
    "import { priceTicks } from '../shared/math/quantities.ts'\n\nprocess.stdout.write(String(priceTicks(2)))\n",
  // The packages of shared/ and renderer/ must not bring Node's names with them.
  'shared/venue-wire/schema.ts': "import { Type } from 'typebox'\n\nexport const schema = Type.Integer()\n",
  'renderer/chart/chart.ts': "export { createChart } from 'lightweight-charts'\n",
  'renderer/store/store.ts':
    "import { createStore } from 'zustand/vanilla'\nimport { schema } from '../../shared/venue-wire/schema.ts'\n\nexport const store = createStore(() => ({ schema }))\n",
  'renderer/boot/strings.ts':
    "export { createInstance } from 'i18next'\nexport { X } from 'lucide-react'\nexport { createRoot } from 'react-dom/client'\n",
  'renderer/kit/badge.tsx':
    "import { createElement } from 'react'\n\nexport const Badge = () => createElement('b')\n",
  'renderer/boot/main.tsx':
    "import { Badge } from '../kit/badge.tsx'\n\nexport const app = <Badge />\ndocument.title = 'Tenor'\n",
  'app/desktop/main.ts':
    "import { app } from 'electron'\nimport { core } from '../../main/core/core.ts'\n\napp.setName(String(core.limitPrice))\n",
  'app/desktop/preload.ts':
    "import { contextBridge } from 'electron'\n\ncontextBridge.exposeInMainWorld('tenor', {})\n",
  'app/cli/tenor.ts':
    "import { core } from '../../main/core/core.ts'\n\nprocess.stdout.write(String(core.limitPrice))\n",
  // A peer, which is installed only when benches run.
  'bench/peers.d.ts': "declare module '@lab49/react-order-book'\n",
  'bench/main.ts':
    "import '@lab49/react-order-book'\nimport { core } from '../main/core/core.ts'\n\nprocess.stdout.write(String(core.limitPrice))\n",
  'sim/main.ts':
    "import { core } from '../main/core/core.ts'\n\nprocess.stdout.write(String(core.limitPrice))\n",
  'shared/math/quantities.test.ts':
    "import { expect, it } from 'vitest'\nimport { priceTicks } from './quantities.ts'\n\nit('keeps the value', () => {\n  expect(priceTicks(1)).toBe(1)\n})\n",
}

const CONFIGURATION = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.lint.json',
  'tsconfig.tests.json',
  'eslint.config.mjs',
  'vitest.config.mjs',
  '.dependency-cruiser.mjs',
  '.prettierrc.json',
  '.prettierignore',
  'bench/package.json',
  'e2e/playwright.config.ts',
  'tools/eslint',
]
const PROJECTS = [
  'shared',
  'main',
  'venue',
  'conformance',
  'renderer',
  'app/desktop',
  'app/cli',
  'e2e',
  'bench',
  'sim',
  'tools',
]

/** Makes a house in a temporary folder; the caller deletes it. */
export function makeHouse(planted: Files): string {
  const house = mkdtempSync(join(tmpdir(), 'tenor-guards-'))
  const projectFiles = PROJECTS.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig.*\.json$/.test(name))
      .map((name) => join(folder, name)),
  )
  for (const path of [...CONFIGURATION, ...projectFiles]) {
    cpSync(join(root, path), join(house, path), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction')
  for (const [path, code] of Object.entries({ ...soundModules, ...planted })) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), code)
  }
  return house
}

/** What a guard found, one line for each: the file, then the rule or the message. */
export interface Findings {
  readonly code: number
  readonly lines: readonly string[]
}

export type Guard = (house: string) => Promise<Findings>

export const guards = {
  tsc: async (house) => {
    const { code, output } = await run(process.execPath, [binOf('typescript', 'tsc'), '-b'], { cwd: house })
    return { code, lines: output.split('\n') }
  },
  eslint: async (house) => {
    const args = [binOf('eslint'), '.', '--max-warnings', '0', '--format', 'json']
    const { code, output } = await run(process.execPath, args, { cwd: house })
    const results = JSON.parse(output) as {
      filePath: string
      messages: { ruleId: string | null; message: string }[]
    }[]
    const lines = results.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => `${relative(house, filePath)} ${ruleId ?? ''} ${message}`),
    )
    return { code, lines }
  },
  prettier: async (house) => {
    const args = [binOf('prettier'), '--check', '.', '--log-level', 'warn']
    const { code, output } = await run(process.execPath, args, { cwd: house })
    return { code, lines: output.split('\n') }
  },
  depcruise: async (house) => {
    const folders = [
      'shared',
      'main',
      'venue',
      'conformance',
      'renderer',
      'app',
      'e2e',
      'bench',
      'sim',
      'tools',
    ]
    const args = [binOf('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.mjs', ...folders]
    const { code, output } = await run(process.execPath, args, { cwd: house })
    return { code, lines: output.split('\n') }
  },
} satisfies Record<string, Guard>
